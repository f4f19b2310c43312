package io.quarkiverse.strata;

/** The server could not be reached or the connection broke. What a write outside a transaction did is not known then. */
public class ConnectionLostException extends DatabaseException {

    private static final long serialVersionUID = 1L;

    public ConnectionLostException(String message, ErrorDetails details, Throwable cause) {
        super(message, details, cause);
    }
}
