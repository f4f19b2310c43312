package io.quarkiverse.strata;

/** A row refers to one that is not there, or one that others refer to was to go (SQLSTATE 23503, 23001). */
public class ForeignKeyViolationException extends DatabaseException {

    private static final long serialVersionUID = 1L;

    public ForeignKeyViolationException(String message, ErrorDetails details, Throwable cause) {
        super(message, details, cause);
    }
}
