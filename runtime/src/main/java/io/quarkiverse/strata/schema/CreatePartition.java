package io.quarkiverse.strata.schema;

import java.util.List;

/**
 * A partition of a table is created.
 *
 * @param table the partitioned table
 */
public record CreatePartition(String partition, String table, PartitionBounds bounds) implements SchemaChange {

    @Override
    public List<String> sql() {
        return List.of("CREATE TABLE " + Names.qualified(partition) + " PARTITION OF " + Names.qualified(table) + " "
                + bounds.sql());
    }

    @Override
    public Reverse reverse() {
        return Reverse.by(new DropTable(partition, null));
    }

    @Override
    public void describe(Canonical out) {
        out.value("partition", partition).value("table", table).value("bounds", bounds);
    }
}
