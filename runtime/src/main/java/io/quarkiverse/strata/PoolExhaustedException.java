package io.quarkiverse.strata;

/** No connection became free in time, or too many callers were waiting already. */
public class PoolExhaustedException extends DatabaseException {

    private static final long serialVersionUID = 1L;

    public PoolExhaustedException(String message, ErrorDetails details, Throwable cause) {
        super(message, details, cause);
    }
}
