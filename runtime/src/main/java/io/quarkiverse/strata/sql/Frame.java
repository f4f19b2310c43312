package io.quarkiverse.strata.sql;

import java.util.Set;

/**
 * A window's frame.
 *
 * @param unit ROWS, RANGE or GROUPS
 * @param start its first row
 * @param end its last row, null for the current row, unsaid
 * @param exclusion {@code CURRENT ROW}, {@code GROUP} or {@code TIES}, null for none
 */
public record Frame(String unit, Bound start, Bound end, String exclusion) implements Node {

    /** One end of a frame. */
    public sealed interface Bound extends Node permits Edge, Offset {
    }

    /**
     * An end without a distance.
     *
     * @param words as SQL writes it
     */
    record Edge(String words) implements Bound {

        @Override
        public void writeTo(SqlWriter writer) {
            writer.sql(words);
        }
    }

    /**
     * An end at a distance from the current row.
     *
     * @param distance how far
     * @param direction PRECEDING or FOLLOWING
     */
    record Offset(Operand distance, String direction) implements Bound {

        @Override
        public void writeTo(SqlWriter writer) {
            Precedence.OR.write(writer, distance);
            writer.sql(" ").sql(direction);
        }
    }

    public static Bound unboundedPreceding() {
        return new Edge("UNBOUNDED PRECEDING");
    }

    public static Bound unboundedFollowing() {
        return new Edge("UNBOUNDED FOLLOWING");
    }

    public static Bound currentRow() {
        return new Edge("CURRENT ROW");
    }

    /** So many rows or groups before the current one; for RANGE a distance in the ordering's own unit. */
    public static Bound preceding(Object distance) {
        return new Offset(distance(distance), "PRECEDING");
    }

    /** So many rows or groups after the current one; for RANGE a distance in the ordering's own unit. */
    public static Bound following(Object distance) {
        return new Offset(distance(distance), "FOLLOWING");
    }

    private static Operand distance(Object distance) {
        return io.quarkiverse.strata.sql.Bound.argument(Misuse.given(distance, "preceding/following"));
    }

    public Frame {
        if (!Set.of("ROWS", "RANGE", "GROUPS").contains(unit)
                || exclusion != null && !Set.of("CURRENT ROW", "GROUP", "TIES").contains(exclusion)) {
            throw Misuse.of(1111, "a frame counts in ROWS, RANGE or GROUPS and excludes CURRENT ROW, GROUP or TIES.");
        }
    }

    public Frame excludeCurrentRow() {
        return new Frame(unit, start, end, "CURRENT ROW");
    }

    public Frame excludeGroup() {
        return new Frame(unit, start, end, "GROUP");
    }

    public Frame excludeTies() {
        return new Frame(unit, start, end, "TIES");
    }

    @Override
    public void writeTo(SqlWriter writer) {
        if (end == null) {
            writer.sql(unit).sql(" ").node(start);
        } else {
            writer.sql(unit).sql(" BETWEEN ").node(start).sql(" AND ").node(end);
        }
        if (exclusion != null) {
            writer.sql(" EXCLUDE ").sql(exclusion);
        }
    }

    @Override
    public String toString() {
        return ReadableWriter.print(this);
    }
}
