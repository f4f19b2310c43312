package io.quarkiverse.strata;

/** A value is already taken (SQLSTATE 23505). */
public class UniqueViolationException extends DatabaseException {

    private static final long serialVersionUID = 1L;

    public UniqueViolationException(String message, ErrorDetails details, Throwable cause) {
        super(message, details, cause);
    }
}
