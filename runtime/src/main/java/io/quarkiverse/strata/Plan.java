package io.quarkiverse.strata;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How the server runs a statement: what EXPLAIN tells, as values. {@link #toString()} is the tree as PostgreSQL prints it.
 * Conditions may contain the statement's values.
 *
 * @param root the step that gives the result
 * @param planningTime how long planning took, null when the server didn't tell
 * @param executionTime how long running took, null without ANALYZE
 * @param settings the settings that differ from the defaults and change plans, empty unless asked for
 */
public record Plan(Node root, Duration planningTime, Duration executionTime, Map<String, String> settings) {

    public Plan {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }

    /** All steps, a parent before its children. */
    public Stream<Node> nodes() {
        return root.nodes();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        root.print(text, 0);
        if (!settings.isEmpty()) {
            text.append("Settings: ").append(settings).append('\n');
        }
        if (planningTime != null) {
            text.append("Planning Time: ").append(millis(planningTime)).append('\n');
        }
        if (executionTime != null) {
            text.append("Execution Time: ").append(millis(executionTime)).append('\n');
        }
        return text.toString();
    }

    private static String millis(Duration duration) {
        return String.format(Locale.ROOT, "%.3f ms", duration.toNanos() / 1e6);
    }

    /**
     * One step.
     *
     * @param type what it does, as {@code Seq Scan} or {@code Hash Left Join}
     * @param schema the schema of what it reads, null unless asked for verbosely
     * @param relation the table or view that it reads or writes, null for none
     * @param alias the name of that in the statement, null for none
     * @param index the index that it uses, null for none
     * @param subplan the name of the CTE or sub-query that it computes, null for none
     * @param filter what a row must fulfil after it was read, null for none
     * @param conditions the other conditions and keys by their names in EXPLAIN, {@code Index Cond} for example
     * @param startupCost estimated cost until the first row
     * @param totalCost estimated cost until the last
     * @param rows estimated rows of one run
     * @param width estimated bytes of a row
     * @param actual what really happened, null without ANALYZE and for a step that never ran
     * @param buffers blocks touched by it and its children, null unless asked for
     * @param workersPlanned parallel workers planned, null for none
     * @param workersLaunched parallel workers that there were, null without ANALYZE or for none
     * @param children where its rows come from
     */
    public record Node(String type, String schema, String relation, String alias, String index, String subplan, String filter,
            Map<String, String> conditions, double startupCost, double totalCost, double rows, int width, Actual actual,
            Buffers buffers, Integer workersPlanned, Integer workersLaunched, List<Node> children) {

        public Node {
            conditions = Collections.unmodifiableMap(new LinkedHashMap<>(conditions));
            children = List.copyOf(children);
        }

        /** This step and all below it. */
        public Stream<Node> nodes() {
            return Stream.concat(Stream.of(this), children.stream().flatMap(Node::nodes));
        }

        private void print(StringBuilder text, int depth) {
            String indent = "      ".repeat(depth);
            if (subplan != null) {
                text.append(indent).append(subplan).append('\n');
            }
            text.append(depth == 0 ? "" : indent.substring(0, indent.length() - 4) + "->  ").append(title())
                    .append(String.format(Locale.ROOT, "  (cost=%.2f..%.2f rows=%.0f width=%d)", startupCost, totalCost, rows,
                            width))
                    .append(actual == null ? "" : " " + actual).append('\n');
            String detail = indent + "  ";
            conditions.forEach((name, condition) -> text.append(detail).append(name).append(": ").append(condition)
                    .append('\n'));
            if (filter != null) {
                text.append(detail).append("Filter: ").append(filter).append('\n');
            }
            if (actual != null && actual.removedByFilter() > 0) {
                text.append(detail).append(String.format(Locale.ROOT, "Rows Removed by Filter: %.0f\n",
                        actual.removedByFilter()));
            }
            if (workersPlanned != null) {
                text.append(detail).append("Workers Planned: ").append(workersPlanned).append('\n');
            }
            if (workersLaunched != null) {
                text.append(detail).append("Workers Launched: ").append(workersLaunched).append('\n');
            }
            if (buffers != null) {
                text.append(detail).append(buffers).append('\n');
            }
            children.forEach(child -> child.print(text, depth + 1));
        }

        private String title() {
            return type + (index == null ? "" : " using " + index)
                    + (relation == null ? "" : " on " + (schema == null ? "" : schema + ".") + relation)
                    + (alias == null || alias.equals(relation) ? "" : (relation == null ? " on " : " ") + alias);
        }
    }

    /**
     * What really happened in a step; times and rows are those of one run.
     *
     * @param startupMillis milliseconds until the first row
     * @param totalMillis milliseconds until the last
     * @param rows rows that it gave
     * @param loops how often it ran
     * @param removedByFilter rows that it read and threw away
     */
    public record Actual(double startupMillis, double totalMillis, double rows, long loops, double removedByFilter) {

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "(actual time=%.3f..%.3f rows=%.0f loops=%d)", startupMillis, totalMillis, rows,
                    loops);
        }
    }

    /** Blocks of 8 KB that a step and its children touched: found in memory, read, made dirty, written; of temporary files. */
    public record Buffers(long sharedHit, long sharedRead, long sharedDirtied, long sharedWritten, long tempRead,
            long tempWritten) {

        @Override
        public String toString() {
            return "Buffers: shared hit=" + sharedHit + " read=" + sharedRead + " dirtied=" + sharedDirtied + " written="
                    + sharedWritten + ", temp read=" + tempRead + " written=" + tempWritten;
        }
    }
}
