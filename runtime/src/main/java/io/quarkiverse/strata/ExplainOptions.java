package io.quarkiverse.strata;

import io.quarkiverse.strata.sql.Requirement;
import io.quarkiverse.strata.sql.RequiresServer;

/**
 * What {@link Queries#explain(io.quarkiverse.strata.sql.Statement, ExplainOptions)} asks the server for, named as in
 * PostgreSQL's EXPLAIN.
 *
 * <pre>{@code
 * db.explain(statement, ExplainOptions.ANALYZE.withSettings(true))
 * }</pre>
 *
 * @param analyze run the statement, roll its effects back, and tell what really happened
 * @param verbose tell schemas and output columns
 * @param costs tell estimated costs and rows
 * @param settings tell the settings that differ from the defaults and change plans
 * @param genericPlan tell the plan for whatever values, which a statement gets that runs often; PostgreSQL 16
 * @param buffers tell which blocks were touched
 * @param serialize tell what making the result's rows ready for sending takes; only together with {@code analyze};
 *        PostgreSQL 17
 * @param wal tell how much WAL was written; only together with {@code analyze}
 * @param timing together with {@code analyze}, tell each step's time, which costs some itself
 * @param summary tell the times of planning and execution; null for PostgreSQL's choice, which is with {@code analyze} alone
 * @param memory tell how much memory planning took; PostgreSQL 17
 */
public record ExplainOptions(boolean analyze, boolean verbose, boolean costs, boolean settings, boolean genericPlan,
        boolean buffers, Serialize serialize, boolean wal, boolean timing, Boolean summary, boolean memory) {

    /** The plan alone; the statement isn't run. */
    public static final ExplainOptions PLAN = new ExplainOptions(false, false, true, false, false, false, Serialize.NONE,
            false, true, null, false);

    /** The statement is run and rolled back; with the blocks that it touched. */
    public static final ExplainOptions ANALYZE = new ExplainOptions(true, false, true, false, false, true, Serialize.NONE,
            false, true, null, false);

    /** How rows are made ready for sending. */
    public enum Serialize {
        /** Not at all. */
        NONE,
        /** As text. */
        TEXT,
        /** In PostgreSQL's binary formats, which is how Strata gets most types. */
        BINARY
    }

    /** @throws IllegalArgumentException when options contradict one another */
    public ExplainOptions {
        if (wal && !analyze) {
            throw new IllegalArgumentException("STRATA-2605: EXPLAIN tells the WAL only of statements that it runs: "
                    + "ExplainOptions.ANALYZE.withWal(true).");
        }
        if (serialize != Serialize.NONE && !analyze) {
            throw new IllegalArgumentException("STRATA-2605: EXPLAIN serializes only the rows of statements that it runs: "
                    + "ExplainOptions.ANALYZE.withSerialize(Serialize." + serialize + ").");
        }
        if (genericPlan && analyze) {
            throw new IllegalArgumentException("STRATA-2605: EXPLAIN can't run a generic plan, which is one without values: "
                    + "ExplainOptions.PLAN.withGenericPlan(true).");
        }
    }

    /** The same with schemas and output columns, or without. */
    public ExplainOptions withVerbose(boolean wanted) {
        return new ExplainOptions(analyze, wanted, costs, settings, genericPlan, buffers, serialize, wal, timing, summary,
                memory);
    }

    /** The same with estimates, or without. */
    public ExplainOptions withCosts(boolean wanted) {
        return new ExplainOptions(analyze, verbose, wanted, settings, genericPlan, buffers, serialize, wal, timing, summary,
                memory);
    }

    /** The same with the settings that change plans, or without. */
    public ExplainOptions withSettings(boolean wanted) {
        return new ExplainOptions(analyze, verbose, costs, wanted, genericPlan, buffers, serialize, wal, timing, summary,
                memory);
    }

    /** The same for the plan that is made without the values, or for these values. */
    @RequiresServer(clause = "EXPLAIN (GENERIC_PLAN)", version = 16)
    public ExplainOptions withGenericPlan(boolean wanted) {
        return new ExplainOptions(analyze, verbose, costs, settings, wanted, buffers, serialize, wal, timing, summary, memory);
    }

    /** The same with the blocks that were touched, or without. */
    public ExplainOptions withBuffers(boolean wanted) {
        return new ExplainOptions(analyze, verbose, costs, settings, genericPlan, wanted, serialize, wal, timing, summary,
                memory);
    }

    /** The same with what making rows ready for sending takes, as {@code wanted} says. */
    @RequiresServer(clause = "EXPLAIN (SERIALIZE)", version = 17)
    public ExplainOptions withSerialize(Serialize wanted) {
        return new ExplainOptions(analyze, verbose, costs, settings, genericPlan, buffers, wanted, wal, timing, summary,
                memory);
    }

    /** The same with the WAL that was written, or without. */
    public ExplainOptions withWal(boolean wanted) {
        return new ExplainOptions(analyze, verbose, costs, settings, genericPlan, buffers, serialize, wanted, timing, summary,
                memory);
    }

    /** The same with the time of each step, or without. */
    public ExplainOptions withTiming(boolean wanted) {
        return new ExplainOptions(analyze, verbose, costs, settings, genericPlan, buffers, serialize, wal, wanted, summary,
                memory);
    }

    /** The same with the times of planning and execution, or without. */
    public ExplainOptions withSummary(boolean wanted) {
        return new ExplainOptions(analyze, verbose, costs, settings, genericPlan, buffers, serialize, wal, timing, wanted,
                memory);
    }

    /** The same with the memory that planning took, or without. */
    @RequiresServer(clause = "EXPLAIN (MEMORY)", version = 17)
    public ExplainOptions withMemory(boolean wanted) {
        return new ExplainOptions(analyze, verbose, costs, settings, genericPlan, buffers, serialize, wal, timing, summary,
                wanted);
    }

    /** What they need of the server, null when every one will do. */
    public Requirement requirement() {
        return memory ? new Requirement("EXPLAIN (MEMORY)", 17)
                : serialize != Serialize.NONE ? new Requirement("EXPLAIN (SERIALIZE)", 17)
                        : genericPlan ? new Requirement("EXPLAIN (GENERIC_PLAN)", 16) : null;
    }

    /** What stands before the statement, with a blank at its end. */
    public String sql() {
        return "EXPLAIN (FORMAT JSON" + (analyze ? ", ANALYZE" : "") + (verbose ? ", VERBOSE" : "")
                + (costs ? "" : ", COSTS OFF")
                + (settings ? ", SETTINGS" : "") + (genericPlan ? ", GENERIC_PLAN" : "")
                + (buffers ? ", BUFFERS" : analyze ? ", BUFFERS OFF" : "")
                + (serialize == Serialize.NONE ? "" : ", SERIALIZE " + serialize) + (wal ? ", WAL" : "")
                + (timing ? "" : ", TIMING OFF") + (summary == null ? "" : summary ? ", SUMMARY" : ", SUMMARY OFF")
                + (memory ? ", MEMORY" : "") + ") ";
    }
}
