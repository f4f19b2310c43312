package io.quarkiverse.strata;

import java.util.List;
import java.util.Objects;

/**
 * An advisory lock of PostgreSQL: a name on which instances of an application agree, without a row behind it. It is taken by
 * {@link Transaction#lock} until the transaction's end, or by {@link Database#withLock} for work of any kind. A value: it can
 * be a constant.
 *
 * <pre>{@code
 * db.transaction(tx -> tx.lock(AdvisoryLock.named("invoice:" + id)).chain(() -> …))
 * }</pre>
 *
 * @param key a name, a number, or two numbers
 * @param shared whether others may have it shared, too
 * @see <a href="https://www.postgresql.org/docs/18/explicit-locking.html#ADVISORY-LOCKS">Advisory locks</a>
 */
public record AdvisoryLock(List<?> key, boolean shared) {

    /** @throws IllegalArgumentException when the key is none of these */
    public AdvisoryLock {
        key = List.copyOf(key);
        boolean fits = key.size() == 1 && (key.get(0) instanceof String || key.get(0) instanceof Long)
                || key.size() == 2 && key.get(0) instanceof Integer && key.get(1) instanceof Integer;
        if (!fits) {
            throw new IllegalArgumentException("STRATA-2429: " + key + " is no key of an advisory lock. Use named(…), or of(…) "
                    + "with a long or two ints.");
        }
    }

    /**
     * The lock of a name. The server locks the number {@code hashtextextended(name, 0)}, so others can take it in SQL.
     *
     * @param name of any length, not null
     */
    public static AdvisoryLock named(String name) {
        return new AdvisoryLock(List.of(Objects.requireNonNull(name, "name")), false);
    }

    /** The lock of a number. */
    public static AdvisoryLock of(long key) {
        return new AdvisoryLock(List.of(key), false);
    }

    /** The lock of two numbers, a class and an object in it for example: none of the locks of one number. */
    public static AdvisoryLock of(int first, int second) {
        return new AdvisoryLock(List.of(first, second), false);
    }

    /** The same lock, shared: it only holds off those who want it for themselves alone. */
    public AdvisoryLock asShared() {
        return new AdvisoryLock(key, true);
    }

    /** The lock in words, for messages. */
    @Override
    public String toString() {
        return (shared ? "the shared advisory lock " : "the advisory lock ")
                + (key.get(0) instanceof String name ? '"' + name + '"' : key.toString());
    }
}
