package io.quarkiverse.strata.schema;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

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
    private final Function<PartitionBounds, SchemaChange> change;
    private PartitionBounds bounds;

    private enum Limit {
        MINVALUE,
        MAXVALUE
    }

    PartitionBuilder(String partition, Function<PartitionBounds, SchemaChange> change) {
        this.partition = partition;
        this.change = change;
    }

    /** From a value (included) to a value (excluded). */
    public void range(Object from, Object to) {
        range(List.of(from), List.of(to));
    }

    /** From values (included) to values (excluded), for a table partitioned by several columns. */
    public void range(List<?> from, List<?> to) {
        bounds = new PartitionBounds.Range(literals(from), literals(to));
    }

    /** One of these values. */
    public void in(Object... values) {
        bounds = new PartitionBounds.In(literals(Arrays.asList(values)));
    }

    /** The remainder of the key's hash divided by {@code modulus}. */
    public void hash(int modulus, int remainder) {
        bounds = new PartitionBounds.Hash(modulus, remainder);
    }

    /** What no other partition takes. */
    public void otherwise() {
        bounds = new PartitionBounds.Default();
    }

    private static List<String> literals(List<?> values) {
        return values.stream().map(value -> value instanceof Limit limit ? limit.name() : Literals.value(value)).toList();
    }

    SchemaChange build() {
        if (bounds == null) {
            throw new IllegalArgumentException("STRATA-3104: partition " + partition
                    + " has no bounds: call range(…), in(…), hash(…) or otherwise()");
        }
        return change.apply(bounds);
    }
}
