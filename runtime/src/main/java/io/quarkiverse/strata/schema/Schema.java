package io.quarkiverse.strata.schema;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

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
 * {@code reporting}. Parameters called {@code sql} or {@code query} are SQL text and written as they are. Wrong input fails
 * with
 * {@code IllegalArgumentException} at the call or, where more could follow, when the recording ends.
 */
public final class Schema extends AccessChanges {

    private final List<String> losses = new ArrayList<>();

    /** Records what {@code definition} asks for. */
    public static Schema record(Consumer<Schema> definition) {
        Schema schema = new Schema();
        definition.accept(schema);
        return schema;
    }

    /** What the recorded reverses of changes don't bring back, for people: "the rows of films". */
    public List<String> losses() {
        return List.copyOf(losses);
    }

    /** What the recorded changes do to a database in use. Tables that were created before in the same recording don't count. */
    public List<Hazard> hazards() {
        Set<String> created = new HashSet<>();
        List<Hazard> hazards = new ArrayList<>();
        for (SchemaChange change : changes()) {
            if (change instanceof CreateTable table) {
                created.add(table.table());
            }
            change.hazards().stream().filter(hazard -> !created.contains(hazard.object())).forEach(hazards::add);
        }
        return List.copyOf(hazards);
    }

    /** A table, and its indexes: {@code createTable("users", table -> table.id())}. */
    public void createTable(String table, Consumer<TableBuilder> definition) {
        TableBuilder builder = new TableBuilder(this);
        definition.accept(builder);
        add(builder.build(table));
        builder.indexes(table);
    }

    /**
     * A table with the columns and rows of a query.
     *
     * @param query SQL
     */
    public TableAsBuilder createTableAs(String table, String query) {
        TableAsBuilder builder = new TableAsBuilder(table, query);
        addLater(builder::build);
        return builder;
    }

    /** Adds, changes and drops columns and constraints of a table, in the order of the calls. */
    public void alterTable(String table, Consumer<AlterTableBuilder> definition) {
        AlterTableBuilder builder = new AlterTableBuilder(this, table);
        definition.accept(builder);
        builder.run();
    }

    /** Drops a table for good; a derived {@code down} will refuse. */
    public DropTableBuilder dropTable(String table) {
        return drop(table, null);
    }

    /** Drops a table and says what it was, so that {@code down} can bring it back, without its rows. */
    public DropTableBuilder dropTable(String table, Consumer<TableBuilder> was) {
        TableBuilder builder = new TableBuilder(new Schema());
        was.accept(builder);
        return drop(table, builder.build(table));
    }

    private DropTableBuilder drop(String table, CreateTable was) {
        DropTableBuilder builder = new DropTableBuilder(table, was);
        addLater(builder::build);
        return builder;
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
        addLater(builder::build);
        return builder;
    }

    /** What changes about an index: {@code alterIndex("films_title_idx", index -> index.setParameter("fillfactor", 70))}. */
    public void alterIndex(String index, Consumer<IndexAlterations> definition) {
        definition.accept(new IndexAlterations(this, index));
    }

    /** Builds an index anew, while nobody can write its table. */
    public void reindex(String index) {
        add(new Reindex(ObjectKind.INDEX, index, false));
    }

    /** Builds an index anew while its table is written, outside a transaction. */
    public void reindexConcurrently(String index) {
        add(new Reindex(ObjectKind.INDEX, index, true));
    }

    /** Builds all indexes of a table anew while it is written, outside a transaction. */
    public void reindexTableConcurrently(String table) {
        add(new Reindex(ObjectKind.TABLE, table, true));
    }

    /** Drops an index: {@code dropIndex("films_title_idx").was("films", "title")}. */
    public DropIndexBuilder dropIndex(String index) {
        DropIndexBuilder builder = new DropIndexBuilder(index);
        addLater(builder::build);
        return builder;
    }

    /** A new partition of a table: {@code createPartition("payment_2026_01", "payment").range("2026-01-01", "2026-02-01")}. */
    public PartitionBuilder createPartition(String partition, String table) {
        return partition(new PartitionBuilder(partition,
                (bounds, partitioning) -> new CreatePartition(partition, table, bounds, partitioning)));
    }

    /** Makes a table a partition of another. */
    public PartitionBuilder attachPartition(String partition, String table) {
        return partition(new PartitionBuilder(partition, (bounds, partitioning) -> new AttachPartition(partition, table,
                unpartitioned(partition, bounds, partitioning))));
    }

    /** Makes a partition a table of its own; a derived {@code down} will refuse. */
    public void detachPartition(String partition, String table) {
        add(new DetachPartition(partition, table, false, null));
    }

    /** Makes a partition a table of its own and says which rows it had: {@code was -> was.range(1, 5)}. */
    public void detachPartition(String partition, String table, Consumer<PartitionBuilder> was) {
        PartitionBuilder builder = new PartitionBuilder(partition,
                (bounds, partitioning) -> new DetachPartition(partition, table, false,
                        unpartitioned(partition, bounds, partitioning)));
        was.accept(builder);
        add(builder.build());
    }

    /** As {@link #detachPartition}, without blocking the table, outside a transaction. */
    public void detachPartitionConcurrently(String partition, String table) {
        add(new DetachPartition(partition, table, true, null));
    }

    private static PartitionBounds unpartitioned(String partition, PartitionBounds bounds, Partitioning partitioning) {
        if (partitioning != null) {
            throw new IllegalArgumentException("STRATA-3104: partition " + partition
                    + " is a table already: how it is partitioned was said when it was created");
        }
        return bounds;
    }

    private PartitionBuilder partition(PartitionBuilder builder) {
        addLater(builder::build);
        return builder;
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
}
