package io.quarkiverse.strata.schema;

import java.util.List;

/**
 * A partition of a table is created.
 *
 * @param table the partitioned table
 * @param partitioning how its own rows are spread over partitions, or null
 */
public record CreatePartition(String partition, String table, PartitionBounds bounds,
        Partitioning partitioning) implements SchemaChange {

    @Override
    public List<String> sql() {
        return List.of("CREATE TABLE " + Names.qualified(partition) + " PARTITION OF " + Names.qualified(table) + " "
                + bounds.sql() + (partitioning == null ? "" : " " + partitioning.sql()));
    }

    @Override
    public Reverse reverse() {
        return Reverse.by(DropTable.of(partition, null));
    }

    @Override
    public void describe(Canonical out) {
        out.value("partition", partition).value("table", table).value("bounds", bounds).value("partitioning", partitioning);
    }
}
