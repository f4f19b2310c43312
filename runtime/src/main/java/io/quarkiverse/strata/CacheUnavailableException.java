package io.quarkiverse.strata;

/**
 * A write was not made permanent because the cache could not be told of it in time, and results outdated by it would have been
 * served. It was rolled back: it can be run again. {@code quarkus.strata.cache.on-redis-silence} decides.
 */
public class CacheUnavailableException extends DatabaseException implements Retryable {

    private static final long serialVersionUID = 1L;

    public CacheUnavailableException(String message, ErrorDetails details, Throwable cause) {
        super(message, details, cause);
    }
}
