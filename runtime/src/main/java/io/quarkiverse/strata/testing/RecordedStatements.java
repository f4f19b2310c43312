package io.quarkiverse.strata.testing;

import java.util.List;
import java.util.stream.Collectors;

import io.quarkiverse.strata.execution.StatementRun;

/** The statements that ran, in the order in which they ended. */
public final class RecordedStatements {

    private final List<StatementRun> runs;

    RecordedStatements(List<StatementRun> runs) {
        this.runs = List.copyOf(runs);
    }

    /** How many. */
    public int count() {
        return runs.size();
    }

    /** Their SQL, with {@code $1} for values. */
    public List<String> texts() {
        return runs.stream().map(run -> run.statement().rendered().text()).toList();
    }

    /** All that is known of each. */
    public List<StatementRun> runs() {
        return runs;
    }

    /**
     * @return this
     * @throws AssertionError when more or fewer ran; it lists them
     */
    public RecordedStatements assertCount(int expected) {
        if (runs.size() != expected) {
            throw new AssertionError("Expected " + statements(expected) + ", but " + ran() + ":" + this);
        }
        return this;
    }

    /**
     * @return this
     * @throws AssertionError when more ran; it lists them
     */
    public RecordedStatements assertAtMost(int limit) {
        if (runs.size() > limit) {
            throw new AssertionError("Expected at most " + statements(limit) + ", but " + ran() + ":" + this);
        }
        return this;
    }

    private String ran() {
        return runs.isEmpty() ? "none ran" : runs.size() + " ran";
    }

    private static String statements(int count) {
        return count + (count == 1 ? " statement" : " statements");
    }

    /** One a line, numbered; the same statement again says so. */
    @Override
    public String toString() {
        List<String> texts = texts();
        return java.util.stream.IntStream.range(0, runs.size())
                .mapToObj(i -> "\n  " + (i + 1) + ". " + describe(runs.get(i), texts.indexOf(texts.get(i)), i))
                .collect(Collectors.joining());
    }

    private static String describe(StatementRun run, int first, int index) {
        String text = first < index ? "as " + (first + 1) : run.statement().rendered().text();
        return text + (run.failure() == null ? " (" + run.rows() + (run.rows() == 1 ? " row)" : " rows)") : " (failed)");
    }
}
