package io.quarkiverse.strata.runtime;

/** What stands between the application and the server. */
public enum Pooler {

    /** Nothing that lends its connections to others: each of the application's is a session of the server. */
    NONE,

    /** Each transaction gets another session. */
    TRANSACTION;

    boolean keepsSessions() {
        return this == NONE;
    }
}
