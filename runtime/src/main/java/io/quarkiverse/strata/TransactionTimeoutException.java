package io.quarkiverse.strata;

/**
 * A transaction took longer than it may, or stood idle for longer (SQLSTATE 25P04, 25P03). It was rolled back; when it had
 * joined another one, that can't be committed any more.
 */
public class TransactionTimeoutException extends DatabaseException {

    private static final long serialVersionUID = 1L;

    public TransactionTimeoutException(String message, ErrorDetails details, Throwable cause) {
        super(message, details, cause);
    }
}
