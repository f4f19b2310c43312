package io.quarkiverse.strata;

/** A column that must have a value got none (SQLSTATE 23502). */
public class NotNullViolationException extends DatabaseException {

    private static final long serialVersionUID = 1L;

    public NotNullViolationException(String message, ErrorDetails details, Throwable cause) {
        super(message, details, cause);
    }
}
