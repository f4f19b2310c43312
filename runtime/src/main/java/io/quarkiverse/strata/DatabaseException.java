package io.quarkiverse.strata;

/**
 * Something happened between Strata and a PostgreSQL server. Subclasses stand for what a caller can do about it. The message
 * says what happened, where, and what to do; it never holds values.
 */
public class DatabaseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ErrorDetails details;

    public DatabaseException(String message, ErrorDetails details, Throwable cause) {
        super(details.code() + ": " + message, cause);
        this.details = details;
    }

    /** Strata's stable code, {@code STRATA-2301}. */
    public String code() {
        return details().code();
    }

    /** What the server and the statement tell; parts are null where the server names none. */
    public ErrorDetails details() {
        return details == null ? ErrorDetails.of("STRATA-2000") : details;
    }
}
