package io.quarkiverse.strata;

/**
 * Somebody changed a table while a transaction ran that had read it before on the same connection: a statement of it gives
 * other types than when it was prepared (SQLSTATE 0A000). Running the whole transaction again is the cure.
 */
public class SchemaChangedException extends DatabaseException implements Retryable {

    private static final long serialVersionUID = 1L;

    public SchemaChangedException(String message, ErrorDetails details, Throwable cause) {
        super(message, details, cause);
    }
}
