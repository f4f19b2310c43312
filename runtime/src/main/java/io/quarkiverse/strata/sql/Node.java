package io.quarkiverse.strata.sql;

/** A part of a statement that writes its own PostgreSQL text. Nodes are immutable and can be shared by threads. */
public interface Node {

    /** Writes this part to {@code writer}. */
    void writeTo(SqlWriter writer);
}
