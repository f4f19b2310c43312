package io.quarkiverse.strata;

/** What becomes of a transaction that is asked for inside another one of the same database. */
public enum Propagation {

    /** It joins: the outer end decides. Outside of any it is a transaction of its own. The default. */
    REQUIRED,

    /**
     * It is a transaction of its own on a connection of its own, which ends before the outer one. It doesn't see what the
     * outer one wrote and waits for its locks; with all connections of the pool taken by outer ones, it waits for them too.
     */
    REQUIRES_NEW,

    /** It is a savepoint of the outer one: it can fail alone. Outside of any it is a transaction of its own. */
    NESTED,

    /** It joins; outside of any it fails. */
    MANDATORY,

    /**
     * {@link Transactional} alone: inside a transaction the method joins it, else it runs without one. What else the annotation
     * asks for holds only where it joins.
     */
    SUPPORTS,

    /**
     * {@link Transactional} alone: inside a transaction the method fails, else it runs without one. It also takes a method out
     * of a class-level {@link Transactional} and of {@code quarkus.strata.transactions.requests}.
     */
    NEVER
}
