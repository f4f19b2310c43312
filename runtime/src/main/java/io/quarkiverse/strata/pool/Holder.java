package io.quarkiverse.strata.pool;

/** Who has a connection. Asked while it has it, from any thread, by whoever waits for one in vain. */
@FunctionalInterface
public interface Holder {

    /** What it does with the connection, for a message: a transaction's name, its statement; never a value. */
    String doing();
}
