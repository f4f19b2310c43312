package io.quarkiverse.strata;

/**
 * A replica had to end a read-only transaction or a stream, because what it read was being replaced by what the primary did
 * (SQLSTATE 40001 or 40P01 in recovery). Running the whole again is the cure.
 */
public class ReplicaConflictException extends DatabaseException implements Retryable {

    private static final long serialVersionUID = 1L;

    public ReplicaConflictException(String message, ErrorDetails details, Throwable cause) {
        super(message, details, cause);
    }
}
