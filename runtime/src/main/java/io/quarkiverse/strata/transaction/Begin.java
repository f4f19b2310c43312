package io.quarkiverse.strata.transaction;

import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
    private static final String ROLE = "role";

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
        set(sql, options.settings());
        return sql.toString();
    }

    /** Whether the server has a limit of the whole transaction, which would cut off a COMMIT that waits. */
    static boolean hasServerLimit(TransactionOptions options, int serverVersion) {
        return serverVersion >= WITH_TRANSACTION_TIMEOUT && isLimit(options.timeout());
    }

    /** Whether the message has more in it than BEGIN. */
    static boolean hasSettings(TransactionOptions options) {
        return options.statementTimeout() != null || options.lockTimeout() != null || options.idleTimeout() != null
                || isLimit(options.timeout()) || !options.settings().isEmpty();
    }

    static boolean isLimit(Duration limit) {
        return limit != null && !limit.isZero();
    }

    /** As texts, lists such as a search path too. The role comes last: it may lack the right to set the others. */
    static void set(StringBuilder sql, Map<String, String> settings) {
        String between = "; SELECT ";
        for (String setting : settings.keySet()) {
            if (!setting.equals(ROLE)) {
                set(sql.append(between), setting, settings.get(setting));
                between = ", ";
            }
        }
        if (settings.containsKey(ROLE)) {
            set(sql.append("; SELECT "), ROLE, settings.get(ROLE));
        }
    }

    /** What undoes {@link #set} where the transaction goes on. @param before what holds then; null for what is configured */
    static String restore(Map<String, String> settings, Function<String, String> before) {
        StringBuilder sql = new StringBuilder();
        for (String setting : settings.keySet().stream().sorted(Comparator.comparing(name -> !name.equals(ROLE))).toList()) {
            String value = before.apply(setting);
            if (value == null) {
                sql.append("SET LOCAL ").append(Stream.of(setting.split("\\.")).map(SavepointNames::quoted)
                        .collect(Collectors.joining("."))).append(" TO DEFAULT; ");
            } else {
                set(sql.append("SELECT "), setting, value);
                sql.append("; ");
            }
        }
        return sql.toString();
    }

    private static void set(StringBuilder sql, String setting, String value) {
        sql.append("pg_catalog.set_config(").append(literal(setting)).append(", ").append(literal(value)).append(", true)");
    }

    /** Means the same whatever {@code standard_conforming_strings} is. */
    private static String literal(String text) {
        return "E'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }

    private static void set(StringBuilder sql, String setting, Duration limit) {
        if (limit != null) {
            sql.append("; SET LOCAL ").append(setting).append(" = ")
                    .append(Math.min(limit.toMillis(), Integer.MAX_VALUE));
        }
    }
}
