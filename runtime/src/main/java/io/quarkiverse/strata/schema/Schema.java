package io.quarkiverse.strata.schema;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.quarkiverse.strata.sql.EnumLabels;
import io.quarkiverse.strata.sql.Naming;

/**
 * Records the changes that a migration wants. Nothing is sent while it records.
 *
 * <pre>{@code
 * schema.createTable("users", table -> {
 *     table.id();
 *     table.string("email").unique();
 *     table.enumeration("status", Status.class);
 *     table.text("bio").nullable();
 *     table.timestamps();
 * });
 * schema.createIndex("users", "created_at");
 * }</pre>
 *
 * A name is an identifier and quoted where needed; {@code reporting.sales} is the table {@code sales} of the schema
 * {@code reporting}. Parameters called {@code sql} are SQL text and written as they are. Wrong input fails with
 * {@code IllegalArgumentException} at the call or, where more could follow, when the recording ends.
 */
public final class Schema {

    private final List<Supplier<SchemaChange>> changes = new ArrayList<>();
    private final List<String> losses = new ArrayList<>();
    private final Set<String> enums = new HashSet<>();

    /** Records what {@code definition} asks for. */
    public static Schema record(Consumer<Schema> definition) {
        Schema schema = new Schema();
        definition.accept(schema);
        return schema;
    }

    /** What was recorded, in order. */
    public List<SchemaChange> changes() {
        return changes.stream().map(Supplier::get).toList();
    }

    /** What the recorded reverses of changes don't bring back, for people: "the rows of films". */
    public List<String> losses() {
        return List.copyOf(losses);
    }

    public void createTable(String table, Consumer<TableBuilder> definition) {
        TableBuilder builder = new TableBuilder(this);
        definition.accept(builder);
        add(builder.build(table));
        builder.indexes(table);
    }

    /** Adds, changes and drops columns and constraints of a table, in the order of the calls. */
    public void alterTable(String table, Consumer<AlterTableBuilder> definition) {
        AlterTableBuilder builder = new AlterTableBuilder(this, table);
        definition.accept(builder);
        builder.run();
    }

    /** Drops a table for good; a derived {@code down} will refuse. */
    public void dropTable(String table) {
        add(new DropTable(table, null));
    }

    /** Drops a table and says what it was, so that {@code down} can bring it back, without its rows. */
    public void dropTable(String table, Consumer<TableBuilder> was) {
        TableBuilder builder = new TableBuilder(new Schema());
        was.accept(builder);
        add(new DropTable(table, builder.build(table)));
    }

    /**
     * @param to the new name, without a schema
     */
    public void renameTable(String table, String to) {
        add(new RenameTable(table, to));
    }

    /** An index on the given columns; what else it shall be follows: {@code .unique().where("deleted_at IS NULL")}. */
    public IndexBuilder createIndex(String table, String... columns) {
        IndexBuilder builder = new IndexBuilder(table, Arrays.asList(columns));
        changes.add(builder::build);
        return builder;
    }

    public DropIndexBuilder dropIndex(String index) {
        DropIndexBuilder builder = new DropIndexBuilder(index);
        changes.add(builder::build);
        return builder;
    }

    /** An enum type with these labels. */
    public void createEnum(String name, String... labels) {
        enums.add(name);
        add(new CreateEnum(name, List.of(labels), null));
    }

    /** The enum type that stands for a Java enum, see {@link Columns#enumeration(String, Class)}. */
    public void createEnum(Class<? extends Enum<?>> type) {
        enumType(type);
    }

    /** Adds a label at the end of an enum type, unless it is there. The label can't be used in the same transaction. */
    public void addEnumValue(String type, String label) {
        add(new AddEnumValue(type, label, null, null));
    }

    /** Adds a label before another one of an enum type, unless it is there. */
    public void addEnumValueBefore(String type, String label, String before) {
        add(new AddEnumValue(type, label, before, null));
    }

    public void dropEnum(String name) {
        add(new DropObject(DropObject.Kind.TYPE, name, null));
    }

    /**
     * A type with a condition.
     *
     * @param type the type below it, as SQL
     * @param checkSql the condition on {@code VALUE}: {@code VALUE >= 1901}; null for none
     */
    public void createDomain(String name, String type, String checkSql) {
        add(new CreateDomain(name, type, checkSql));
    }

    public void dropDomain(String name) {
        add(new DropObject(DropObject.Kind.DOMAIN, name, null));
    }

    /** A new partition of a table: {@code createPartition("payment_2026_01", "payment").range("2026-01-01", "2026-02-01")}. */
    public PartitionBuilder createPartition(String partition, String table) {
        return partition(new PartitionBuilder(partition, bounds -> new CreatePartition(partition, table, bounds)));
    }

    /** Makes a table a partition of another. */
    public PartitionBuilder attachPartition(String partition, String table) {
        return partition(new PartitionBuilder(partition, bounds -> new AttachPartition(partition, table, bounds)));
    }

    /** Makes a partition a table of its own; a derived {@code down} will refuse. */
    public void detachPartition(String partition, String table) {
        add(new DetachPartition(partition, table, false, null));
    }

    /** As {@link #detachPartition}, without blocking the table, outside a transaction. */
    public void detachPartitionConcurrently(String partition, String table) {
        add(new DetachPartition(partition, table, true, null));
    }

    private PartitionBuilder partition(PartitionBuilder builder) {
        changes.add(builder::build);
        return builder;
    }

    /**
     * @param text null removes the comment
     */
    public void commentOnTable(String table, String text) {
        add(Comment.table(table, text));
    }

    /**
     * @param text null removes the comment
     */
    public void commentOnColumn(String table, String column, String text) {
        add(Comment.column(table, column, text));
    }

    /** {@code CREATE SCHEMA}. */
    public void createSchema(String name) {
        add(new CreateNamespace(name));
    }

    /** {@code DROP SCHEMA}; refused while it holds anything. */
    public void dropSchema(String name) {
        add(new DropObject(DropObject.Kind.SCHEMA, name, null));
    }

    /** {@code CREATE EXTENSION IF NOT EXISTS}. */
    public void createExtension(String name) {
        add(new CreateExtension(name));
    }

    /** {@code DROP EXTENSION}; refused while something uses it. */
    public void dropExtension(String name) {
        add(new DropObject(DropObject.Kind.EXTENSION, name, null));
    }

    /** SQL as it is, one statement or several; a derived {@code down} will refuse. */
    public void sql(String up) {
        add(new RawSql(up, null));
    }

    /** SQL as it is, and the SQL that undoes it. */
    public void sql(String up, String down) {
        add(new RawSql(up, down));
    }

    /**
     * Records what undoes the changes that {@code up} records, last one first.
     *
     * @throws IrreversibleChangeException when one of them can't be undone
     */
    public void reverse(Consumer<Schema> up) {
        List<SchemaChange> made = record(up).changes();
        for (int i = made.size() - 1; i >= 0; i--) {
            SchemaChange change = made.get(i);
            Reverse reverse = change.reverse();
            if (reverse instanceof Reverse.Lossless lossless) {
                lossless.changes().forEach(this::add);
            } else if (reverse instanceof Reverse.Lossy lossy) {
                losses.add(lossy.reason());
                lossy.changes().forEach(this::add);
            } else if (reverse instanceof Reverse.Irreversible irreversible) {
                throw new IrreversibleChangeException("STRATA-3110: " + change.sql().get(0) + " can't be undone, "
                        + irreversible.reason() + ": " + irreversible.cure());
            }
        }
    }

    void add(SchemaChange change) {
        changes.add(() -> change);
    }

    /** The enum type of a Java enum with the labels that its records use, created unless this migration did so already. */
    String enumType(Class<? extends Enum<?>> type) {
        String name = Naming.snakeCase(type.getSimpleName());
        if (enums.add(name)) {
            add(new CreateEnum(name, Arrays.stream(type.getEnumConstants()).map(EnumLabels::label).toList(), type.getName()));
        }
        return name;
    }
}
