package io.quarkiverse.strata.schema;

import java.util.List;

/** A table becomes a partition of another. */
public record AttachPartition(String partition, String table, PartitionBounds bounds) implements SchemaChange {

    @Override
    public List<String> sql() {
        return List.of("ALTER TABLE " + Names.qualified(table) + " ATTACH PARTITION " + Names.qualified(partition) + " "
                + bounds.sql());
    }

    @Override
    public Reverse reverse() {
        return Reverse.by(new DetachPartition(partition, table, false, bounds));
    }

    @Override
    public void describe(Canonical out) {
        out.value("partition", partition).value("table", table).value("bounds", bounds);
    }
}
