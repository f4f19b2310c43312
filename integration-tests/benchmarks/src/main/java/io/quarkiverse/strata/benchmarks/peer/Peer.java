package io.quarkiverse.strata.benchmarks.peer;

import io.quarkiverse.strata.benchmarks.Work;

/** The same work, in one library's own way. */
public interface Peer extends AutoCloseable {

    /** One book by its key. */
    Work one();

    /** One book by its key, many asked for at a time. */
    Work oneConcurrently();

    /** Books by a range of keys, with all their columns, mapped. */
    Work several(int books);

    /** A book is read and changed in a transaction. */
    Work transaction();

    /** One row is inserted, its generated key comes back. */
    Work insert();

    /** {@link Book#MANY} rows are inserted in one transaction. */
    Work insertMany();

    @Override
    void close();
}
