package io.quarkiverse.strata;

/**
 * A record was written whose row has another {@link io.quarkiverse.strata.mapping.Version} meanwhile, or is gone: somebody
 * else was there first, and nothing was changed. Read the row again and decide anew; running the same write again fails
 * again. {@code details().table()} names the table.
 */
public class OptimisticLockException extends DatabaseException {

    private static final long serialVersionUID = 1L;

    public OptimisticLockException(String message, ErrorDetails details, Throwable cause) {
        super(message, details, cause);
    }
}
