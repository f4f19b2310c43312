package io.quarkiverse.strata.transaction;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What a scope stands for inside the transaction of a test, which is never committed.
 *
 * @param standsIn whether it is a savepoint in the place of a transaction
 * @param writes whether such a transaction may have changed data
 * @param turns who has the connection, and how long others wait for it
 */
record TestPart(boolean standsIn, boolean writes, Turns turns) {

    /**
     * What COMMIT checks is checked now; then the deferred constraints wait again for the end of the next one. There is no SQL
     * for "as declared", so they are named.
     */
    private static final String CHECK_DEFERRED = """
            SET CONSTRAINTS ALL IMMEDIATE; DO $$ DECLARE names text; BEGIN \
            SELECT string_agg(format('%I.%I', n.nspname, c.conname), ', ') INTO names \
            FROM pg_catalog.pg_constraint c JOIN pg_catalog.pg_namespace n ON n.oid = c.connamespace WHERE c.condeferred; \
            IF names IS NOT NULL THEN EXECUTE 'SET CONSTRAINTS ' || names || ' DEFERRED'; END IF; END $$; """;

    /** The test's transaction itself. */
    static TestPart whole(Duration turnLimit) {
        return new TestPart(false, false, new Turns(turnLimit, new AtomicInteger(), new AtomicInteger()));
    }

    TestPart transaction(boolean mayWrite) {
        return new TestPart(true, mayWrite, turns);
    }

    /** A savepoint that the application itself has set. */
    TestPart savepoint() {
        return new TestPart(false, false, turns);
    }

    /** SQL ahead of a stand-in's release, empty for none. */
    String beforeEnd() {
        return writes ? CHECK_DEFERRED : "";
    }

    /**
     * How the turns on the one connection go.
     *
     * @param limit how long a statement waits while nothing moves
     * @param begun how many statements have had their turn
     * @param running how many have it now
     */
    record Turns(Duration limit, AtomicInteger begun, AtomicInteger running) {

        void begin() {
            begun.incrementAndGet();
            running.incrementAndGet();
        }
    }
}
