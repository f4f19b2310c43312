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
 * @param planningMemory what planning took, null unless asked for
 * @param serialization what making the rows ready for sending took, null unless asked for
 * @param triggers the triggers that ran, foreign keys' too
 * @param queryIdentifier the statement's number in {@code pg_stat_statements}, null unless asked for verbosely and computed
 */
public record Plan(Node root, Duration planningTime, Duration executionTime, Map<String, String> settings,
        Memory planningMemory, Serialization serialization, List<Trigger> triggers, Long queryIdentifier) {

    public Plan {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        triggers = List.copyOf(triggers);
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
        if (queryIdentifier != null) {
            text.append("Query Identifier: ").append(queryIdentifier).append('\n');
        }
        if (planningMemory != null) {
            text.append(planningMemory).append('\n');
        }
        if (planningTime != null) {
            text.append("Planning Time: ").append(millis(planningTime)).append('\n');
        }
        triggers.forEach(trigger -> text.append(trigger).append('\n'));
        if (serialization != null) {
            text.append(serialization).append('\n');
        }
        if (executionTime != null) {
            text.append("Execution Time: ").append(millis(executionTime)).append('\n');
        }
        return text.toString();
    }

    private static String millis(Duration duration) {
        return String.format(Locale.ROOT, "%.3f ms", duration.toNanos() / 1e6);
    }

    /** Memory in kB. @param used of it. @param allocated from the system */
    public record Memory(long used, long allocated) {

        @Override
        public String toString() {
            return "Planning Memory: used=" + used + "kB allocated=" + allocated + "kB";
        }
    }

    /** Rows made ready for sending. @param format text or binary. @param time null without timing. @param volume in kB */
    public record Serialization(String format, Duration time, long volume) {

        @Override
        public String toString() {
            return "Serialization:" + (time == null ? "" : " time=" + millis(time)) + " output=" + volume + "kB format="
                    + format;
        }
    }

    /**
     * A trigger that ran.
     *
     * @param constraint the constraint that it guards, null for none
     * @param time of all its calls, null without timing
     */
    public record Trigger(String name, String constraint, String relation, Duration time, long calls) {

        @Override
        public String toString() {
            return "Trigger " + (constraint == null ? name : "for constraint " + constraint)
                    + (relation == null ? "" : " on " + relation) + ":" + (time == null ? "" : " time=" + millis(time))
                    + " calls=" + calls;
        }
    }

    /** What a step and its children wrote of the log. @param images of whole pages among the records */
    public record Wal(long records, long images, long bytes) {

        @Override
        public String toString() {
            return "WAL: records=" + records + " fpi=" + images + " bytes=" + bytes;
        }
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
     * @param details whatever else the server tells of the step, by its name in EXPLAIN: {@code Sort Method} for example
     * @param output what it gives, empty unless asked for verbosely
     * @param startupCost estimated cost until the first row; this and the next three are 0 without COSTS
     * @param totalCost estimated cost until the last
     * @param rows estimated rows of one run
     * @param width estimated bytes of a row
     * @param actual what really happened, null without ANALYZE and for a step that never ran
     * @param buffers blocks touched by it and its children, null unless asked for
     * @param wal what it and its children wrote of the log, null unless asked for
     * @param workersPlanned parallel workers planned, null for none
     * @param workersLaunched parallel workers that there were, null without ANALYZE or for none
     * @param children where its rows come from
     */
    public record Node(String type, String schema, String relation, String alias, String index, String subplan, String filter,
            Map<String, String> conditions, Map<String, String> details, List<String> output, double startupCost,
            double totalCost, double rows, int width, Actual actual, Buffers buffers, Wal wal, Integer workersPlanned,
            Integer workersLaunched, List<Node> children) {

        public Node {
            conditions = Collections.unmodifiableMap(new LinkedHashMap<>(conditions));
            details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
            output = List.copyOf(output);
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
                    .append(hasCosts() ? String.format(Locale.ROOT, "  (cost=%.2f..%.2f rows=%.0f width=%d)", startupCost,
                            totalCost, rows, width) : " ")
                    .append(actual == null ? "" : " " + actual).append('\n');
            String detail = indent + "  ";
            if (!output.isEmpty()) {
                text.append(detail).append("Output: ").append(String.join(", ", output)).append('\n');
            }
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
            if (wal != null) {
                text.append(detail).append(wal).append('\n');
            }
            details.forEach((name, value) -> text.append(detail).append(name).append(": ").append(value).append('\n'));
            children.forEach(child -> child.print(text, depth + 1));
        }

        private boolean hasCosts() {
            return totalCost > 0 || rows > 0 || width > 0;
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
     * @param startupMillis milliseconds until the first row; this and the next are 0 without timing
     * @param totalMillis milliseconds until the last
     * @param rows rows that it gave
     * @param loops how often it ran
     * @param removedByFilter rows that it read and threw away
     */
    public record Actual(double startupMillis, double totalMillis, double rows, long loops, double removedByFilter) {

        @Override
        public String toString() {
            return "(actual " + (totalMillis > 0 ? String.format(Locale.ROOT, "time=%.3f..%.3f ", startupMillis, totalMillis)
                    : "") + String.format(Locale.ROOT, "rows=%.0f loops=%d)", rows, loops);
        }
    }

    /**
     * Blocks of 8 KB that a step and its children touched: found in memory, read, made dirty, written; of tables, of temporary
     * tables (local) and of temporary files.
     */
    public record Buffers(long sharedHit, long sharedRead, long sharedDirtied, long sharedWritten, long localHit,
            long localRead, long localDirtied, long localWritten, long tempRead, long tempWritten) {

        @Override
        public String toString() {
            boolean local = localHit + localRead + localDirtied + localWritten > 0;
            return "Buffers: shared hit=" + sharedHit + " read=" + sharedRead + " dirtied=" + sharedDirtied + " written="
                    + sharedWritten + (local ? ", local hit=" + localHit + " read=" + localRead + " dirtied=" + localDirtied
                            + " written=" + localWritten : "")
                    + ", temp read=" + tempRead + " written=" + tempWritten;
        }
    }
}
