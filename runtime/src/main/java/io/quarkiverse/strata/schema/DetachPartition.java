package io.quarkiverse.strata.schema;

import java.util.List;

/**
 * A partition becomes a table of its own.
 *
 * @param concurrently without blocking queries on the table, outside a transaction
 * @param was its bounds, or null when they aren't known
 */
public record DetachPartition(String partition, String table, boolean concurrently,
        PartitionBounds was) implements SchemaChange {

    @Override
    public List<String> sql() {
        return List.of("ALTER TABLE " + Names.qualified(table) + " DETACH PARTITION " + Names.qualified(partition)
                + (concurrently ? " CONCURRENTLY" : ""));
    }

    @Override
    public Reverse reverse() {
        return was == null
                ? Reverse.none("the partition's bounds aren't known", "override down() with attachPartition")
                : Reverse.by(new AttachPartition(partition, table, was));
    }

    @Override
    public boolean transactional() {
        return !concurrently;
    }

    @Override
    public void describe(Canonical out) {
        out.value("partition", partition).value("table", table).flag("concurrently", concurrently).value("was", was);
    }
}
