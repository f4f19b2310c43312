package io.quarkiverse.strata;

/** One row was asked for and there are several. */
public class NonUniqueResultException extends DatabaseException {

    private static final long serialVersionUID = 1L;

    public NonUniqueResultException(String message, ErrorDetails details, Throwable cause) {
        super(message, details, cause);
    }
}
