package io.quarkiverse.strata;

/** A row was asked for and there is none. */
public class NoResultException extends DatabaseException {

    private static final long serialVersionUID = 1L;

    public NoResultException(String message, ErrorDetails details, Throwable cause) {
        super(message, details, cause);
    }
}
