package io.quarkiverse.strata;

/** How much of other transactions a transaction sees. PostgreSQL's READ UNCOMMITTED is READ COMMITTED. */
public enum IsolationLevel {

    /** What {@code quarkus.strata.transactions.isolation} says, else the server's own: READ COMMITTED unless changed there. */
    DEFAULT(""),

    /** Each statement sees what was committed before it began. */
    READ_COMMITTED("READ COMMITTED"),

    /**
     * All statements see what was committed before the first of them. An update of a row that was changed since fails with
     * {@link SerializationFailureException}.
     */
    REPEATABLE_READ("REPEATABLE READ"),

    /**
     * As if transactions had run one after another; where that can't be had one of them fails with
     * {@link SerializationFailureException}, at COMMIT at the latest. Ask for {@link TransactionOptions#withRetries retries}.
     */
    SERIALIZABLE("SERIALIZABLE");

    private final String sql;

    IsolationLevel(String sql) {
        this.sql = sql;
    }

    /** Its name in SQL, empty for {@link #DEFAULT}. */
    public String sql() {
        return sql;
    }
}
