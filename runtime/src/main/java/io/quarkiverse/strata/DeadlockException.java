package io.quarkiverse.strata;

/**
 * Transactions waited for each other and the server ended this one (SQLSTATE 40P01). Running the whole transaction again is the
 * cure.
 */
public class DeadlockException extends DatabaseException implements Retryable {

    private static final long serialVersionUID = 1L;

    public DeadlockException(String message, ErrorDetails details, Throwable cause) {
        super(message, details, cause);
    }
}
