package io.quarkiverse.strata;

/** A check constraint refused the row (SQLSTATE 23514, and 23P01 for an exclusion constraint). */
public class CheckViolationException extends DatabaseException {

    private static final long serialVersionUID = 1L;

    public CheckViolationException(String message, ErrorDetails details, Throwable cause) {
        super(message, details, cause);
    }
}
