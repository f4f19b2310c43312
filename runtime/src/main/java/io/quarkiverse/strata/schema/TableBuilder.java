package io.quarkiverse.strata.schema;

import java.util.ArrayList;
import java.util.List;

/** What a new table is like. */
public final class TableBuilder extends TableConstraints implements Columns {

    private final Schema schema;
    private final List<ColumnBuilder> columns = new ArrayList<>();
    private final List<ConstraintBuilder> constraints = new ArrayList<>();
    private Partitioning partitioning;
    private String comment;

    TableBuilder(Schema schema) {
        this.schema = schema;
    }

    @Override
    public ColumnBuilder column(String name, String type) {
        ColumnBuilder column = new ColumnBuilder(name, type);
        columns.add(column);
        return column;
    }

    @Override
    public ColumnBuilder enumeration(String name, Class<? extends Enum<?>> type) {
        return enumeration(name, schema.enumType(type));
    }

    @Override
    <T extends ConstraintBuilder> T constraint(T builder) {
        constraints.add(builder);
        return builder;
    }

    /** {@code PARTITION BY RANGE}; the partitions come from {@link Schema#createPartition}. */
    public void partitionByRange(String... columns) {
        partitioning = new Partitioning(Partitioning.Strategy.RANGE, List.of(columns));
    }

    /** {@code PARTITION BY LIST}. */
    public void partitionByList(String column) {
        partitioning = new Partitioning(Partitioning.Strategy.LIST, List.of(column));
    }

    /** {@code PARTITION BY HASH}. */
    public void partitionByHash(String... columns) {
        partitioning = new Partitioning(Partitioning.Strategy.HASH, List.of(columns));
    }

    /** {@code COMMENT ON TABLE}. */
    public void comment(String text) {
        comment = text;
    }

    CreateTable build(String table) {
        return new CreateTable(table, columns.stream().map(ColumnBuilder::build).toList(),
                constraints.stream().map(ConstraintBuilder::build).toList(), partitioning, comment);
    }

    void indexes(String table) {
        columns.forEach(column -> column.indexes(table, schema::add));
    }
}
