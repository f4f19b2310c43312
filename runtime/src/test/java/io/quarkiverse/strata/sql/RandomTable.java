package io.quarkiverse.strata.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A table with hostile names, mapped to a record, and statements that write rows to it. */
final class RandomTable {

    /** One row; the first value is its key. */
    record Line(List<Object> values) {
    }

    /** Each has a name of its own, since statements stay prepared. */
    private static final AtomicInteger TABLES = new AtomicInteger(1000);

    private final Choices choices;
    private final RandomQueries queries;
    private final TableDescriptor<Line> descriptor;
    private final Table table;
    private final List<Kind> kinds = new ArrayList<>(List.of(Kind.INT8));
    private final List<List<Object>> rows = new ArrayList<>();

    RandomTable(Choices choices) {
        this.choices = choices;
        this.queries = new RandomQueries(choices);
        for (int i = choices.below(5); i >= 0; i--) {
            kinds.add(choices.of(Kind.ALL));
        }
        List<ColumnDescriptor> columns = new ArrayList<>();
        List<Function<Line, Object>> getters = new ArrayList<>();
        for (int i = 0; i < kinds.size(); i++) {
            int index = i;
            Kind kind = kinds.get(i);
            columns.add(new ColumnDescriptor("part" + i, queries.name(), kind.javaType(), kind.type, i == 0, false, true));
            getters.add(line -> line.values.get(index));
        }
        descriptor = Schema.descriptor(Line.class, Hostile.name(choices, TABLES.incrementAndGet()), columns, getters);
        Descriptors.register(descriptor);
        table = Sql.table(Sql.identifier(descriptor.table()));
    }

    String ddl() {
        StringBuilder ddl = new StringBuilder("CREATE TABLE " + quoted(descriptor.table()) + " (");
        for (int i = 0; i < kinds.size(); i++) {
            ddl.append(i == 0 ? "" : ", ").append(quoted(descriptor.columns().get(i).name())).append(' ')
                    .append(kinds.get(i).type).append(i == 0 ? " PRIMARY KEY" : "");
        }
        return ddl.append(")").toString();
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** The rows that the table has now. */
    List<List<Object>> rows() {
        return rows;
    }

    Select<Row> all() {
        return Select.of(new Selection.Items(columns()), Shape.row()).from(table);
    }

    private List<Selectable> columns() {
        return descriptor.columns().stream().<Selectable> map(column -> column(column)).toList();
    }

    /** By name, or by the record, which knows its class. */
    private Column<Object> column(ColumnDescriptor column) {
        return choices.sometimes() ? new TypedColumn<>(descriptor, column, null)
                : Sql.col(Sql.identifier(column.name()));
    }

    private Column<Object> key() {
        return column(descriptor.columns().get(0));
    }

    private Line line() {
        List<Object> values = new ArrayList<>();
        kinds.forEach(kind -> values.add(kind.component(choices)));
        values.set(0, (long) rows.size());
        rows.add(values);
        return new Line(values);
    }

    Statement insert() {
        return switch (choices.below(5)) {
            case 1 -> RecordStatements.of(Line.class).bulk()
                    .statements(BulkStatements.Verb.INSERT, List.of(line(), line(), line())).get(0).returning();
            case 2 -> RecordStatements.of(Line.class).upsert(line());
            case 3 -> target().select(selected());
            case 4 -> merged();
            default -> RecordStatements.of(Line.class).insert(line());
        };
    }

    private Insert target() {
        List<Column<Object>> columns = descriptor.columns().stream().map(this::column).toList();
        return Sql.insertInto(choices.sometimes() ? table : Sql.table(Line.class)).columns(columns.get(0),
                columns.subList(1, columns.size()).toArray(Expression<?>[]::new));
    }

    /** A row that a query of any shape gives. */
    private Select<?> selected() {
        List<Kind> others = kinds.subList(1, kinds.size());
        RandomQueries.Known known = queries.query(others, 2);
        while (known.rows().size() > 1) {
            known = queries.query(others, 0);
        }
        List<Object> row = new ArrayList<>(known.rows().get(0));
        row.add(0, (long) rows.size());
        rows.add(row);
        Derived from = known.query().as(queries.name());
        List<Selectable> items = new ArrayList<>(List.of(Sql.val((Long) row.get(0))));
        known.labels().forEach(label -> items.add(from.col(Sql.identifier(label))));
        return Select.of(new Selection.Items(items), Shape.row()).from(from);
    }

    private Merge merged() {
        Line line = line();
        Derived source = Sql.values(Sql.row(Sql.val(-1L), Sql.val(Hostile.MARK))).as(queries.name());
        List<Assignment> assignments = new ArrayList<>();
        for (int i = 0; i < kinds.size(); i++) {
            assignments.add(Sql.set(column(descriptor.columns().get(i)),
                    queries.expressions().of(kinds.get(i), line.values.get(i), 0)));
        }
        Merge merge = Sql.mergeInto(choices.sometimes() ? table : Sql.table(Line.class)).using(source)
                .on(key().eq(source.col("column1")), queries.expressions().condition(0))
                .whenMatched(queries.expressions().condition(1)).delete()
                .whenNotMatched(queries.expressions().condition(1)).insert(assignments.get(0),
                        assignments.subList(1, assignments.size()).toArray(Assignment[]::new));
        return queries.expressions().bound(merge, Merge::bind);
    }

    /** Changes a value of a row. */
    Statement update() {
        List<Object> row = new ArrayList<>(choices.of(rows));
        rows.removeIf(each -> each.get(0).equals(row.get(0)));
        int index = 1 + choices.below(kinds.size() - 1);
        row.set(index, kinds.get(index).component(choices));
        rows.add(row);
        Column<Object> column = column(descriptor.columns().get(index));
        Object value = choices.sometimes() && row.get(index) != null
                ? queries.expressions().of(kinds.get(index), row.get(index), 0)
                : row.get(index);
        boolean json = kinds.get(index) == Kind.JSONB && !(column instanceof TypedColumn) && value != null;
        Update update = Sql.update(choices.sometimes() ? table : Sql.table(Line.class))
                .set(column, json && !(value instanceof Expression) ? Sql.jsonb(value) : value)
                .where(key().eq(row.get(0)), queries.expressions().condition(2));
        return queries.expressions().bound(update, Update::bind).returning(Sql.all());
    }

    /** Removes rows by a list of keys. */
    Statement delete() {
        List<Object> keys = new ArrayList<>(List.of(rows.remove(choices.below(rows.size())).get(0)));
        for (int i = choices.of(0, 3, 40); i > 0; i--) {
            keys.add(-7_000_000L - i);
        }
        Delete delete = Sql.deleteFrom(choices.sometimes() ? table : Sql.table(Line.class)).where(key().in(keys))
                .where(queries.expressions().condition(2));
        return queries.expressions().bound(delete, Delete::bind).returning(Sql.all());
    }
}
