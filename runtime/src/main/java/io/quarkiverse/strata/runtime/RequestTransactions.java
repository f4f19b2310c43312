package io.quarkiverse.strata.runtime;

/** Which endpoints of Quarkus REST run in a transaction without asking for it. */
public enum RequestTransactions {

    /** None. */
    OFF,

    /** Those of POST, PUT, PATCH and DELETE that return a {@code Uni}. */
    WRITES
}
