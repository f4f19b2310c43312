package io.quarkiverse.strata.schema;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;

/**
 * Which rows a partition takes. Values are those of {@link ColumnBuilder#defaultValue}; {@link #MINVALUE} and
 * {@link #MAXVALUE} stand for no limit.
 */
public final class PartitionBuilder {

    /** Below every value. */
    public static final Object MINVALUE = Limit.MINVALUE;
    /** Above every value. */
    public static final Object MAXVALUE = Limit.MAXVALUE;

    private final String partition;
    private final BiFunction<PartitionBounds, Partitioning, SchemaChange> change;
    private PartitionBounds bounds;
    private Partitioning partitioning;

    private enum Limit {
        MINVALUE,
        MAXVALUE
    }

    PartitionBuilder(String partition, BiFunction<PartitionBounds, Partitioning, SchemaChange> change) {
        this.partition = partition;
        this.change = change;
    }

    /** From a value (included) to a value (excluded). */
    public PartitionBuilder range(Object from, Object to) {
        return range(List.of(from), List.of(to));
    }

    /** From values (included) to values (excluded), for a table partitioned by several columns. */
    public PartitionBuilder range(List<?> from, List<?> to) {
        bounds = new PartitionBounds.Range(literals(from), literals(to));
        return this;
    }

    /** One of these values, of which one may be null. */
    public PartitionBuilder in(Object... values) {
        bounds = new PartitionBounds.In(literals(Arrays.asList(values)));
        return this;
    }

    /** The remainder of the key's hash divided by {@code modulus}. */
    public PartitionBuilder hash(int modulus, int remainder) {
        bounds = new PartitionBounds.Hash(modulus, remainder);
        return this;
    }

    /** What no other partition takes. */
    public PartitionBuilder otherwise() {
        bounds = new PartitionBounds.Default();
        return this;
    }

    /** The partition is partitioned itself, {@code PARTITION BY RANGE}; only of {@code createPartition}. */
    public PartitionBuilder partitionByRange(String... columns) {
        return partitioned(Partitioning.Strategy.RANGE, columns);
    }

    /** The partition is partitioned itself, {@code PARTITION BY LIST}; only of {@code createPartition}. */
    public PartitionBuilder partitionByList(String column) {
        return partitioned(Partitioning.Strategy.LIST, column);
    }

    /** The partition is partitioned itself, {@code PARTITION BY HASH}; only of {@code createPartition}. */
    public PartitionBuilder partitionByHash(String... columns) {
        return partitioned(Partitioning.Strategy.HASH, columns);
    }

    private PartitionBuilder partitioned(Partitioning.Strategy strategy, String... columns) {
        partitioning = new Partitioning(strategy, List.of(columns), null);
        return this;
    }

    private static List<String> literals(List<?> values) {
        return values.stream()
                .map(value -> value instanceof Limit limit ? limit.name() : value == null ? "NULL" : Literals.value(value))
                .toList();
    }

    SchemaChange build() {
        if (bounds == null) {
            throw new IllegalArgumentException("STRATA-3104: partition " + partition
                    + " has no bounds: call range(…), in(…), hash(…) or otherwise()");
        }
        return change.apply(bounds, partitioning);
    }
}
