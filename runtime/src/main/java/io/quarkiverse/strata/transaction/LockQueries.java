package io.quarkiverse.strata.transaction;

import java.util.List;

import io.quarkiverse.strata.AdvisoryLock;
import io.quarkiverse.strata.execution.OwnQuery;
import io.quarkiverse.strata.sql.Query;

/** The calls that take advisory locks. On a standby, where nobody else looks for them, they give null. */
final class LockQueries {

    private LockQueries() {
    }

    /** Waits for it; true. @param untilEnd whether it ends with the transaction, and not with the session */
    static Query<Boolean> take(AdvisoryLock lock, boolean untilEnd) {
        return query("true", "pg_advisory", lock, untilEnd);
    }

    /** Whether it is taken, at once. */
    static Query<Boolean> attempt(AdvisoryLock lock, boolean untilEnd) {
        return query("taken", "pg_try_advisory", lock, untilEnd);
    }

    private static Query<Boolean> query(String result, String function, AdvisoryLock lock, boolean untilEnd) {
        List<?> key = lock.key();
        String arguments = key.get(0) instanceof String ? "pg_catalog.hashtextextended($1, 0)"
                : key.size() == 1 ? "$1" : "$1, $2";
        return OwnQuery.reading(Boolean.class, "SELECT CASE WHEN NOT pg_catalog.pg_is_in_recovery() THEN " + result
                + " END FROM pg_catalog." + function + (untilEnd ? "_xact_lock" : "_lock") + (lock.shared() ? "_shared(" : "(")
                + arguments + ") AS taken", key);
    }
}
