package io.quarkiverse.strata.transaction;

import java.time.Duration;

import io.quarkiverse.strata.IsolationLevel;
import io.quarkiverse.strata.TransactionOptions;

/**
 * The message that begins a transaction. What the server could refuse stands behind BEGIN in the same simple query: there a
 * refusal aborts the transaction, where a refused BEGIN would let the statement behind it run alone.
 */
final class Begin {

    /** Strata's own timer comes first, since the server's ends the connection; that one is for a client that hangs. */
    static final Duration SERVER_COMES_AFTER = Duration.ofSeconds(1);
    private static final int WITH_TRANSACTION_TIMEOUT = 17;

    private Begin() {
    }

    /** @param snapshot one that another transaction has exported, null for its own */
    static String sql(TransactionOptions options, int serverVersion, String snapshot) {
        StringBuilder sql = new StringBuilder("BEGIN");
        if (options.isolation() != IsolationLevel.DEFAULT) {
            sql.append(" ISOLATION LEVEL ").append(options.isolation().sql());
        }
        if (options.readOnly()) {
            sql.append(" READ ONLY");
        }
        if (options.deferrable()) {
            sql.append(" DEFERRABLE");
        }
        if (snapshot != null) {
            sql.append("; SET TRANSACTION SNAPSHOT '").append(snapshot).append("'");
        }
        set(sql, "statement_timeout", options.statementTimeout());
        set(sql, "lock_timeout", options.lockTimeout());
        set(sql, "idle_in_transaction_session_timeout", options.idleTimeout());
        if (hasServerLimit(options, serverVersion)) {
            set(sql, "transaction_timeout", options.timeout().plus(SERVER_COMES_AFTER));
        }
        return sql.toString();
    }

    /** Whether the server has a limit of the whole transaction, which would cut off a COMMIT that waits. */
    static boolean hasServerLimit(TransactionOptions options, int serverVersion) {
        return serverVersion >= WITH_TRANSACTION_TIMEOUT && isLimit(options.timeout());
    }

    /** Whether the message has more in it than BEGIN. */
    static boolean hasSettings(TransactionOptions options) {
        return options.statementTimeout() != null || options.lockTimeout() != null || options.idleTimeout() != null
                || isLimit(options.timeout());
    }

    static boolean isLimit(Duration limit) {
        return limit != null && !limit.isZero();
    }

    private static void set(StringBuilder sql, String setting, Duration limit) {
        if (limit != null) {
            sql.append("; SET LOCAL ").append(setting).append(" = ")
                    .append(Math.min(limit.toMillis(), Integer.MAX_VALUE));
        }
    }
}
