package io.quarkiverse.strata.transaction;

import io.quarkiverse.strata.AdvisoryLock;
import io.quarkiverse.strata.execution.OwnQuery;
import io.quarkiverse.strata.sql.Query;

/** The calls that take advisory locks. On a standby, where nobody else looks for them, they give null. */
final class LockQueries {

    private LockQueries() {
    }

    /** Waits for a transaction's; true. */
    static Query<Boolean> take(AdvisoryLock lock) {
        return query("true", "pg_advisory_xact_lock", lock);
    }

    /** Whether it is taken, at once. @param untilEnd whether it ends with the transaction, and not with the session */
    static Query<Boolean> attempt(AdvisoryLock lock, boolean untilEnd) {
        return query("taken", untilEnd ? "pg_try_advisory_xact_lock" : "pg_try_advisory_lock", lock);
    }

    /** Gives a session's back; whether it had it. */
    static Query<Boolean> giveBack(AdvisoryLock lock) {
        return OwnQuery.reading(Boolean.class, "SELECT pg_catalog.pg_advisory_unlock" + (lock.shared() ? "_shared(" : "(")
                + arguments(lock) + ")", lock.key());
    }

    private static String arguments(AdvisoryLock lock) {
        return lock.key().get(0) instanceof String ? "pg_catalog.hashtextextended($1, 0)"
                : lock.key().size() == 1 ? "$1" : "$1, $2";
    }

    private static Query<Boolean> query(String result, String function, AdvisoryLock lock) {
        return OwnQuery.reading(Boolean.class, "SELECT CASE WHEN NOT pg_catalog.pg_is_in_recovery() THEN " + result
                + " END FROM pg_catalog." + function + (lock.shared() ? "_shared(" : "(") + arguments(lock) + ") AS taken",
                lock.key());
    }
}
