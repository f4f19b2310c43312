package io.quarkiverse.strata;

/**
 * The schema has changed since a statement was prepared on its connection: what it gives has other types now (SQLSTATE 0A000).
 * Outside a transaction Strata sends it again; inside, running the whole transaction again is the cure, on another connection.
 */
public class SchemaChangedException extends DatabaseException implements Retryable {

    private static final long serialVersionUID = 1L;

    public SchemaChangedException(String message, ErrorDetails details, Throwable cause) {
        super(message, details, cause);
    }
}
