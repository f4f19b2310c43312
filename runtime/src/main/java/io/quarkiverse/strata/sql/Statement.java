package io.quarkiverse.strata.sql;

/**
 * A statement as an immutable value without an executor: it can be a constant, a part of another statement, and be used by
 * several requests at once. {@link Object#toString()} gives readable SQL with the values in their places, for people and
 * logs of development only, never for a server.
 */
public interface Statement {

    /** The text and parameters; rendered once and kept. */
    Rendered rendered();

    /**
     * Whether the statement may change data or take locks. A {@code sql(…)} statement whose text does not begin with a
     * plain read counts as a write.
     */
    boolean writes();

    /**
     * Whether it is known to only read: the builder made all of it and knows every function in it. What stands in it as text is
     * not vouched for. Such a statement may run on a replica without being asked to.
     */
    default boolean readsOnly() {
        return false;
    }

    /**
     * As {@link #writes()}, and true too for SQL text that reads, as far as its words tell, but calls a function of its own.
     */
    default boolean mayWrite() {
        return writes();
    }

    /**
     * The part of it that the newest servers alone have; null when every server that Strata supports has all of it. SQL text
     * isn't looked into.
     */
    default Requirement requirement() {
        return null;
    }

    /** What it reads and changes, as far as its text tells. */
    default Touches touches() {
        return Touches.unknown(writes());
    }
}
