package io.quarkiverse.strata.sql;

import java.util.List;

/**
 * Which rows a window function sees, and in which order: {@code partitionBy("category_id").orderBy(col("views").desc())}.
 *
 * @param name a window that the select defines, null when this one stands for itself
 * @param partition PARTITION BY
 * @param order ORDER BY
 * @param frame the frame, null for PostgreSQL's default: from the first row of the partition to the last peer of the current
 */
public record Window(String name, List<Expression<?>> partition, List<Ordering> order, Frame frame) implements Node {

    static final Window EMPTY = new Window(null, List.of(), List.of(), null);

    static Window named(String name) {
        return new Window(Identifiers.check(name, "over"), List.of(), List.of(), null);
    }

    /** The same window with this order. */
    public Window orderBy(Ordering first, Ordering... more) {
        return new Window(name, partition, Lists.of("orderBy", first, more), frame);
    }

    /** The same window ordered by columns. */
    public Window orderBy(String first, String... more) {
        return new Window(name, partition, NamedColumns.of(first, more), frame);
    }

    /** {@code ROWS BETWEEN start AND end}: counted in rows. */
    public Window rowsBetween(Frame.Bound start, Frame.Bound end) {
        return new Window(name, partition, order, new Frame("ROWS", start, end, null));
    }

    /** {@code RANGE BETWEEN start AND end}: by the distance of the ordering's value. */
    public Window rangeBetween(Frame.Bound start, Frame.Bound end) {
        return new Window(name, partition, order, new Frame("RANGE", start, end, null));
    }

    /** {@code GROUPS BETWEEN start AND end}: counted in groups of peers. */
    public Window groupsBetween(Frame.Bound start, Frame.Bound end) {
        return new Window(name, partition, order, new Frame("GROUPS", start, end, null));
    }

    /** {@code ROWS start}: from there to the current row. */
    public Window rows(Frame.Bound start) {
        return frame(new Frame("ROWS", start, null, null));
    }

    /** {@code RANGE start}: from there to the last row that is equal to the current one in the order. */
    public Window range(Frame.Bound start) {
        return frame(new Frame("RANGE", start, null, null));
    }

    /** {@code GROUPS start}: from there to the current group of peers. */
    public Window groups(Frame.Bound start) {
        return frame(new Frame("GROUPS", start, null, null));
    }

    /** {@code EXCLUDE CURRENT ROW}: the frame given before without the current row. */
    public Window excludeCurrentRow() {
        return frame(given("excludeCurrentRow").excludeCurrentRow());
    }

    /** {@code EXCLUDE GROUP}: the frame given before without the current row and its peers. */
    public Window excludeGroup() {
        return frame(given("excludeGroup").excludeGroup());
    }

    /** {@code EXCLUDE TIES}: the frame given before without the peers of the current row. */
    public Window excludeTies() {
        return frame(given("excludeTies").excludeTies());
    }

    private Frame given(String call) {
        if (frame == null) {
            throw Misuse.of(1111, call + "() belongs to a frame: call rows(…), range(…) or groups(…) before it.");
        }
        return frame;
    }

    /** The same window with another frame. */
    public Window frame(Frame other) {
        return new Window(name, partition, order, other);
    }

    void writeOver(SqlWriter writer) {
        if (name != null && partition.isEmpty() && order.isEmpty() && frame == null) {
            writer.identifier(name);
        } else {
            writer.sql("(").node(this).sql(")");
        }
    }

    @Override
    public void writeTo(SqlWriter writer) {
        String gap = "";
        if (name != null) {
            writer.identifier(name);
            gap = " ";
        }
        if (!partition.isEmpty()) {
            writer.sql(gap).sql("PARTITION BY ");
            Lists.commas(writer, partition);
            gap = " ";
        }
        if (!order.isEmpty()) {
            writer.sql(gap).sql("ORDER BY ");
            Lists.commas(writer, order);
            gap = " ";
        }
        if (frame != null) {
            writer.sql(gap).node(frame);
        }
    }

    @Override
    public String toString() {
        return ReadableWriter.print(this);
    }
}
