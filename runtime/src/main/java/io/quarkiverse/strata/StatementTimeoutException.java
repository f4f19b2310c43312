package io.quarkiverse.strata;

/** A statement took longer than allowed, or waited too long for a lock (SQLSTATE 57014, 55P03). */
public class StatementTimeoutException extends DatabaseException {

    private static final long serialVersionUID = 1L;

    public StatementTimeoutException(String message, ErrorDetails details, Throwable cause) {
        super(message, details, cause);
    }
}
