package io.quarkiverse.strata;

/** Concurrent transactions could not be put in an order (SQLSTATE 40001). Running the whole transaction again is the cure. */
public class SerializationFailureException extends DatabaseException implements Retryable {

    private static final long serialVersionUID = 1L;

    public SerializationFailureException(String message, ErrorDetails details, Throwable cause) {
        super(message, details, cause);
    }
}
