package io.quarkiverse.strata;

import java.time.Duration;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * How one transaction differs from the others. A value: each {@code with…} gives another one.
 *
 * <pre>{@code
 * static final TransactionOptions TRANSFER = TransactionOptions.serializable().withRetries(3)
 *         .withTimeout(Duration.ofSeconds(5)).withName("transfer");
 *
 * Uni<Void> transfer(…) {
 *     return db.transaction(TRANSFER, tx -> …);
 * }
 * }</pre>
 *
 * <p>
 * Of a transaction that {@link Propagation#REQUIRED joins} another one, {@code isolation} and {@code readOnly} must fit that
 * one, else it fails; {@code timeout} bounds the part; the others belong to a transaction's begin and have no effect.
 *
 * @param propagation what it does inside another transaction of the same database
 * @param isolation how much of other transactions it sees
 * @param readOnly whether it only reads: the server refuses writes, and a replica may serve it
 * @param deferrable whether it waits for a moment in which it can't fail with a serialization failure, nor make others fail;
 *        only together with SERIALIZABLE and read only
 * @param timeout how long it may take, from the subscription to the end of its work; each attempt of its own. Zero is no
 *        limit, null what {@code quarkus.strata.transactions.timeout} says
 * @param statementTimeout how long each of its statements may take. Zero is no limit, null what
 *        {@code quarkus.strata.transactions.statement-timeout} says
 * @param lockTimeout how long each of its statements may wait for a lock. Zero is no limit, null what
 *        {@code quarkus.strata.transactions.lock-timeout} says
 * @param idleTimeout how long it may stand between two statements before the server ends it. Zero is no limit, null what
 *        {@code quarkus.strata.transactions.idle-timeout} says
 * @param retries how often it is run again after a {@link Retryable} failure, null what
 *        {@code quarkus.strata.transactions.retries} says
 * @param name what messages and logs call it, and the savepoint's name when it is {@link Propagation#NESTED}; null for none
 * @param durableOutcome whether what became of it can be told after a crash and a failover too
 * @param settings settings of the server that hold until its end, by their names; {@code role} is one of them
 */
public record TransactionOptions(Propagation propagation, IsolationLevel isolation, boolean readOnly, boolean deferrable,
        Duration timeout, Duration statementTimeout, Duration lockTimeout, Duration idleTimeout, Integer retries,
        String name, boolean durableOutcome, Map<String, String> settings) {

    private static final TransactionOptions DEFAULTS = new TransactionOptions(Propagation.REQUIRED, IsolationLevel.DEFAULT,
            false, false, null, null, null, null, null, null, false, Map.of());
    private static final long LONGEST = Integer.MAX_VALUE;

    /** @throws IllegalArgumentException when they contradict each other, or a limit isn't one */
    public TransactionOptions {
        Objects.requireNonNull(propagation, "propagation");
        Objects.requireNonNull(isolation, "isolation");
        if (propagation == Propagation.NEVER || propagation == Propagation.SUPPORTS) {
            throw new IllegalArgumentException("STRATA-2415: work that may run without a transaction can't begin one. "
                    + "Propagation." + propagation + " is for @Transactional alone.");
        }
        if (deferrable && (isolation != IsolationLevel.SERIALIZABLE || !readOnly)) {
            throw new IllegalArgumentException("STRATA-2416: a deferrable transaction must be SERIALIZABLE and read only: "
                    + "PostgreSQL ignores it otherwise. Use TransactionOptions.serializable().withReadOnly(true)"
                    + ".withDeferrable(true).");
        }
        check("timeout", timeout);
        check("statement timeout", statementTimeout);
        check("lock timeout", lockTimeout);
        check("idle timeout", idleTimeout);
        if (retries != null && retries < 0) {
            throw new IllegalArgumentException("STRATA-2417: a transaction can't be run again " + retries
                    + " times. Ask for 0 or more.");
        }
        settings.forEach(TransactionOptions::check);
        settings = settings.isEmpty() ? Map.of() : named(settings);
    }

    /** Nothing asked for: what the configuration says. */
    public static TransactionOptions defaults() {
        return DEFAULTS;
    }

    /** {@link IsolationLevel#SERIALIZABLE}. */
    public static TransactionOptions serializable() {
        return DEFAULTS.withIsolation(IsolationLevel.SERIALIZABLE);
    }

    /** {@link IsolationLevel#REPEATABLE_READ}. */
    public static TransactionOptions repeatableRead() {
        return DEFAULTS.withIsolation(IsolationLevel.REPEATABLE_READ);
    }

    /** Reads alone. */
    public static TransactionOptions reading() {
        return DEFAULTS.withReadOnly(true);
    }

    /** A transaction of its own, also inside another one. */
    public static TransactionOptions requiresNew() {
        return DEFAULTS.withPropagation(Propagation.REQUIRES_NEW);
    }

    public TransactionOptions withPropagation(Propagation wanted) {
        return new TransactionOptions(wanted, isolation, readOnly, deferrable, timeout, statementTimeout, lockTimeout,
                idleTimeout, retries, name, durableOutcome, settings);
    }

    public TransactionOptions withIsolation(IsolationLevel level) {
        return new TransactionOptions(propagation, level, readOnly, deferrable, timeout, statementTimeout, lockTimeout,
                idleTimeout, retries, name, durableOutcome, settings);
    }

    public TransactionOptions withReadOnly(boolean only) {
        return new TransactionOptions(propagation, isolation, only, deferrable, timeout, statementTimeout, lockTimeout,
                idleTimeout, retries, name, durableOutcome, settings);
    }

    public TransactionOptions withDeferrable(boolean waits) {
        return new TransactionOptions(propagation, isolation, readOnly, waits, timeout, statementTimeout, lockTimeout,
                idleTimeout, retries, name, durableOutcome, settings);
    }

    public TransactionOptions withTimeout(Duration limit) {
        return new TransactionOptions(propagation, isolation, readOnly, deferrable, limit, statementTimeout, lockTimeout,
                idleTimeout, retries, name, durableOutcome, settings);
    }

    public TransactionOptions withStatementTimeout(Duration limit) {
        return new TransactionOptions(propagation, isolation, readOnly, deferrable, timeout, limit, lockTimeout, idleTimeout,
                retries, name, durableOutcome, settings);
    }

    public TransactionOptions withLockTimeout(Duration limit) {
        return new TransactionOptions(propagation, isolation, readOnly, deferrable, timeout, statementTimeout, limit,
                idleTimeout, retries, name, durableOutcome, settings);
    }

    public TransactionOptions withIdleTimeout(Duration limit) {
        return new TransactionOptions(propagation, isolation, readOnly, deferrable, timeout, statementTimeout, lockTimeout,
                limit, retries, name, durableOutcome, settings);
    }

    /** Runs it again up to {@code times} times when it was rolled back by a {@link Retryable} failure. */
    public TransactionOptions withRetries(int times) {
        return new TransactionOptions(propagation, isolation, readOnly, deferrable, timeout, statementTimeout, lockTimeout,
                idleTimeout, times, name, durableOutcome, settings);
    }

    public TransactionOptions withName(String called) {
        return new TransactionOptions(propagation, isolation, readOnly, deferrable, timeout, statementTimeout, lockTimeout,
                idleTimeout, retries, called, durableOutcome, settings);
    }

    /**
     * Asks for an answer that survives crashes and failovers: with its COMMIT the transaction leaves a mark in the table
     * {@code strata_outcomes}, which is there exactly when the transaction is. When the answer gets lost together with the
     * server that could be asked, the server that is there then tells by the mark: committed, which is no failure, or rolled
     * back, {@link TransactionLostException}, which {@link #withRetries} runs again. Costs an insert, in the message of the
     * COMMIT, and a share of a delete later. Without effect on a read-only transaction, and on one that joins another.
     */
    public TransactionOptions withDurableOutcome(boolean wanted) {
        return new TransactionOptions(propagation, isolation, readOnly, deferrable, timeout, statementTimeout, lockTimeout,
                idleTimeout, retries, name, wanted, settings);
    }

    /**
     * With a setting of the server that holds until the transaction's end, sent in BEGIN's message: a tenant that row-level
     * security asks for, {@code search_path}, {@code work_mem}. The value is sent as a text, never as SQL.
     *
     * <pre>{@code
     * TransactionOptions.defaults().withSetting("app.tenant", tenant) // current_setting('app.tenant') in policies
     * }</pre>
     *
     * A setting of one's own is empty afterwards on that connection, not missing: let policies ask for
     * {@code nullif(current_setting('app.tenant', true), '')}.
     *
     * @param setting its name, of one's own with a dot
     * @param value not null; the server refuses what the setting can't be, and the transaction fails
     */
    public TransactionOptions withSetting(String setting, String value) {
        check(setting, value);
        Map<String, String> more = new TreeMap<>(settings);
        more.put(name(setting), value);
        return new TransactionOptions(propagation, isolation, readOnly, deferrable, timeout, statementTimeout, lockTimeout,
                idleTimeout, retries, name, durableOutcome, more);
    }

    /**
     * As {@code SET LOCAL ROLE}: its statements have this role's rights and none of the login's. The login must be a member.
     *
     * @param role the name as it is, also where it needs quotes in SQL
     */
    public TransactionOptions withRole(String role) {
        return withSetting("role", role);
    }

    /** These options, and where they don't ask for anything those of {@code fallback}. */
    public TransactionOptions orElse(TransactionOptions fallback) {
        return new TransactionOptions(propagation, isolation == IsolationLevel.DEFAULT ? fallback.isolation : isolation,
                readOnly, deferrable, timeout == null ? fallback.timeout : timeout,
                statementTimeout == null ? fallback.statementTimeout : statementTimeout,
                lockTimeout == null ? fallback.lockTimeout : lockTimeout,
                idleTimeout == null ? fallback.idleTimeout : idleTimeout, retries == null ? fallback.retries : retries, name,
                durableOutcome, settings);
    }

    /** Whether it sets this one; the server doesn't tell upper case from lower. */
    public boolean hasSetting(String setting) {
        return settings.containsKey(name(setting));
    }

    private static String name(String setting) {
        return setting.toLowerCase(Locale.ROOT);
    }

    private static Map<String, String> named(Map<String, String> settings) {
        Map<String, String> named = new TreeMap<>();
        settings.forEach((setting, value) -> named.put(name(setting), value));
        return Collections.unmodifiableMap(named);
    }

    /** With the names of settings, never their values. */
    @Override
    public String toString() {
        return "TransactionOptions[propagation=" + propagation + ", isolation=" + isolation + ", readOnly=" + readOnly
                + ", deferrable=" + deferrable + ", timeout=" + timeout + ", statementTimeout=" + statementTimeout
                + ", lockTimeout=" + lockTimeout + ", idleTimeout=" + idleTimeout + ", retries=" + retries + ", name=" + name
                + ", durableOutcome=" + durableOutcome + ", settings=" + settings.keySet() + "]";
    }

    private static void check(String setting, String value) {
        boolean noText = value == null || value.indexOf('\0') >= 0;
        if (setting == null || setting.isBlank() || setting.indexOf('\0') >= 0 || noText) {
            throw new IllegalArgumentException(
                    "STRATA-2441: setting " + setting + " of a transaction needs a name, and a value "
                            + "that is a text"
                            + (noText ? "; this one is " + (value == null ? "null" : "none, it has a NUL in it") : "")
                            + ". Leave the setting out where there is nothing to set.");
        }
    }

    private static void check(String what, Duration limit) {
        if (limit != null && (limit.isNegative() || !limit.isZero() && limit.toMillis() < 1 || limit.toMillis() > LONGEST)) {
            throw new IllegalArgumentException("STRATA-2418: " + limit + " is no " + what
                    + " of a transaction: it is between 1 millisecond and 24 days, or zero for none.");
        }
    }
}
