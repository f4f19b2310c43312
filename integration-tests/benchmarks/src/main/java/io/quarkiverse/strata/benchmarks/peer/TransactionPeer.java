package io.quarkiverse.strata.benchmarks.peer;

import io.quarkiverse.strata.benchmarks.Work;

/** The same statements with a transaction around them and without, in one library's own way. */
public interface TransactionPeer extends AutoCloseable {

    /** A statement that isn't among the others. */
    Work ping();

    /** One book by its key. */
    Work one();

    /** One book is changed by its key. */
    Work change();

    /** {@link #one} in a transaction. */
    Work readFirst();

    /** {@link #change} in a transaction. */
    Work writeFirst();

    /** A book is read and changed in a transaction. */
    Work transaction();

    @Override
    void close();
}
