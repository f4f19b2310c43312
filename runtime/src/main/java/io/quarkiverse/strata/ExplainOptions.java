package io.quarkiverse.strata;

/**
 * What {@link Queries#explain(io.quarkiverse.strata.sql.Statement, ExplainOptions)} asks the server for, named as in
 * PostgreSQL's EXPLAIN.
 *
 * <pre>{@code
 * db.explain(statement, ExplainOptions.ANALYZE.withSettings(true))
 * }</pre>
 *
 * @param analyze run the statement, roll its effects back, and tell what really happened
 * @param buffers tell which blocks were touched
 * @param verbose tell schemas and output columns
 * @param settings tell the settings that differ from the defaults and change plans
 * @param wal tell how much WAL was written; only together with {@code analyze}
 */
public record ExplainOptions(boolean analyze, boolean buffers, boolean verbose, boolean settings, boolean wal) {

    /** The plan alone; the statement isn't run. */
    public static final ExplainOptions PLAN = new ExplainOptions(false, false, false, false, false);

    /** The statement is run and rolled back; with the blocks that it touched. */
    public static final ExplainOptions ANALYZE = new ExplainOptions(true, true, false, false, false);

    public ExplainOptions {
        if (wal && !analyze) {
            throw new IllegalArgumentException("STRATA-2605: EXPLAIN tells the WAL only of statements that it runs: "
                    + "ExplainOptions.ANALYZE.withWal(true).");
        }
    }

    public ExplainOptions withBuffers(boolean wanted) {
        return new ExplainOptions(analyze, wanted, verbose, settings, wal);
    }

    public ExplainOptions withVerbose(boolean wanted) {
        return new ExplainOptions(analyze, buffers, wanted, settings, wal);
    }

    public ExplainOptions withSettings(boolean wanted) {
        return new ExplainOptions(analyze, buffers, verbose, wanted, wal);
    }

    public ExplainOptions withWal(boolean wanted) {
        return new ExplainOptions(analyze, buffers, verbose, settings, wanted);
    }

    /** What stands before the statement, with a blank at its end. */
    public String sql() {
        return "EXPLAIN (FORMAT JSON" + (analyze ? ", ANALYZE" : "") + (buffers ? ", BUFFERS" : "")
                + (verbose ? ", VERBOSE" : "") + (settings ? ", SETTINGS" : "") + (wal ? ", WAL" : "") + ") ";
    }
}
