package io.quarkiverse.strata.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Random tables, and random changes that can be made of them, each with all that undoing needs. */
final class RandomChanges {

    private static final List<String> TYPES = List.of("integer", "text", "numeric(10,2)", "boolean", "timestamptz");

    private final Random random;
    private final List<Consumer<Schema>> changes = new ArrayList<>();
    private final List<String> inserts = new ArrayList<>();
    private final List<Table> tables = new ArrayList<>();
    private int names;

    /** A table with the columns that nothing refers to yet, and their types. */
    private static final class Table {
        private String name;
        private final Map<String, String> free = new TreeMap<>();
    }

    RandomChanges(long seed) {
        random = new Random(seed);
    }

    /** The next tables, and rows for them. */
    Consumer<Schema> tables(int count) {
        return some(count, this::createTable);
    }

    /** SQL that fills the tables. */
    List<String> inserts() {
        return List.copyOf(inserts);
    }

    /** The next changes, the same each time they are recorded. */
    Consumer<Schema> changes(int count) {
        return some(count, this::change);
    }

    private Consumer<Schema> some(int count, Runnable add) {
        int from = changes.size();
        while (changes.size() < from + count) {
            add.run();
        }
        List<Consumer<Schema>> added = List.copyOf(changes.subList(from, changes.size()));
        return schema -> added.forEach(change -> change.accept(schema));
    }

    private void change() {
        Table table = tables.get(random.nextInt(tables.size()));
        switch (random.nextInt(14)) {
            case 0 -> createTable();
            case 1 -> addColumn(table);
            case 2 -> dropColumn(table);
            case 3 -> renameColumn(table);
            case 4 -> renameTable(table);
            case 5 -> alterType(table);
            case 6 -> alterDefault(table);
            case 7 -> createIndex(table);
            case 8 -> addConstraint(table);
            case 9 -> refer(table);
            case 10 -> createView(table);
            case 11 -> createTrigger(table);
            case 12 -> setOptions(table);
            default -> createTypes();
        }
    }

    private String name(String kind) {
        return kind + ++names;
    }

    private void createTable() {
        Table table = new Table();
        table.name = name("t");
        Map<String, String> columns = new TreeMap<>();
        for (int i = random.nextInt(5) + 1; i > 0; i--) {
            columns.put(name("c"), TYPES.get(random.nextInt(TYPES.size())));
        }
        String created = table.name;
        changes.add(schema -> schema.createTable(created, t -> {
            t.id();
            columns.forEach((column, type) -> t.column(column, type).nullable());
        }));
        inserts.add("INSERT INTO " + created + " SELECT i" + columns.values().stream().map(type -> switch (type) {
            case "integer", "numeric(10,2)" -> ", i * 7";
            case "text" -> ", 'text ' || i";
            case "boolean" -> ", i % 2 = 0";
            default -> ", 'epoch'::timestamptz + i * interval '1 day'";
        }).reduce("", String::concat) + " FROM generate_series(1, 5) i");
        table.free.putAll(columns);
        tables.add(table);
    }

    private void alter(Table table, Consumer<AlterTableBuilder> definition) {
        String name = table.name;
        changes.add(schema -> schema.alterTable(name, definition));
    }

    private void addColumn(Table table) {
        String column = name("c");
        if (random.nextBoolean()) {
            alter(table, t -> t.integer(column).defaultValue(3).comment("added"));
        } else {
            String type = TYPES.get(random.nextInt(TYPES.size()));
            alter(table, t -> t.column(column, type).nullable());
            table.free.put(column, type);
        }
    }

    /** A column that nothing refers to; null when there is none. */
    private String free(Table table) {
        List<String> columns = List.copyOf(table.free.keySet());
        return columns.isEmpty() ? null : columns.get(random.nextInt(columns.size()));
    }

    private void dropColumn(Table table) {
        String column = free(table);
        if (column != null) {
            String type = table.free.remove(column);
            alter(table, t -> t.dropColumn(column, was -> was.column(column, type).nullable()));
        }
    }

    private void renameColumn(Table table) {
        String column = free(table);
        if (column != null) {
            String to = name("c");
            table.free.remove(column);
            alter(table, t -> t.renameColumn(column, to));
        }
    }

    private void renameTable(Table table) {
        String from = table.name;
        String to = name("t");
        changes.add(schema -> schema.renameTable(from, to));
        table.name = to;
    }

    private void alterType(Table table) {
        String column = free(table);
        if (column != null && table.free.get(column).equals("integer")) {
            table.free.put(column, "bigint");
            alter(table, t -> t.alterColumn(column).type("bigint").wasType("integer"));
        }
    }

    private void alterDefault(Table table) {
        String column = free(table);
        if (column != null && table.free.remove(column).equals("text")) {
            alter(table, t -> t.alterColumn(column).defaultValue("it's").wasWithoutDefault());
            alter(table, t -> t.alterColumn(column).defaultExpression("upper('x')").wasDefault("it's"));
        }
    }

    private void createIndex(Table table) {
        String column = free(table);
        if (column != null) {
            table.free.remove(column);
            String on = table.name;
            String index = name("i");
            changes.add(schema -> schema.createIndex(on, column).name(index).with("fillfactor", 80));
            if (random.nextBoolean()) {
                changes.add(schema -> schema.dropIndex(index).was(on, was -> was.column(column).with("fillfactor", 80)));
            }
        }
    }

    private void addConstraint(Table table) {
        String constraint = name("k");
        switch (random.nextInt(3)) {
            case 0 -> alter(table, t -> t.check(constraint, "id > 0"));
            case 1 -> alter(table, t -> t.unique("id").name(constraint).deferrable());
            default -> {
                alter(table, t -> t.check(constraint, "id < 1000").notValid());
                alter(table, t -> t.validateConstraint(constraint));
                alter(table, t -> t.renameConstraint(constraint, constraint + "_new"));
            }
        }
    }

    private void refer(Table table) {
        String other = tables.get(random.nextInt(tables.size())).name;
        String constraint = name("k");
        alter(table, t -> t.foreignKey("id").references(other).name(constraint).notValid());
        if (random.nextBoolean()) {
            alter(table, t -> t.dropConstraint(constraint,
                    was -> was.foreignKey("id").references(other).name(constraint).notValid()));
        }
    }

    private void createView(Table table) {
        String view = name("v");
        String query = "SELECT id FROM " + table.name;
        if (random.nextBoolean()) {
            changes.add(schema -> schema.createView(view, query).securityBarrier());
        } else {
            changes.add(schema -> schema.createMaterializedView(view, query));
        }
    }

    private void createTrigger(Table table) {
        String function = name("f");
        String on = table.name;
        changes.add(schema -> schema.createFunction(function,
                f -> f.returns("trigger").body("plpgsql", "BEGIN RETURN NEW; END")));
        changes.add(schema -> schema.createTrigger(function, on).before(CreateTrigger.Event.UPDATE).forEachRow()
                .execute(function));
    }

    private void setOptions(Table table) {
        alter(table, t -> {
            t.setStatistics("id", 100 + names).was(null);
            t.enableRowLevelSecurity();
            t.disableRowLevelSecurity();
        });
        String statistics = name("s");
        String on = table.name;
        changes.add(schema -> schema.createStatistics(statistics, on).expression("id * 2"));
    }

    private void createTypes() {
        String type = name("e");
        changes.add(schema -> schema.createEnum(type, "a", "b"));
        changes.add(schema -> schema.createDomain(type + "_d", type).check(type + "_k", "VALUE <> 'a'"));
        changes.add(schema -> schema.createSequence(type + "_s", sequence -> sequence.startWith(5).cycle()));
        changes.add(schema -> schema.grant(Privilege.USAGE).on(ObjectKind.SEQUENCE, type + "_s").to("PUBLIC"));
    }
}
