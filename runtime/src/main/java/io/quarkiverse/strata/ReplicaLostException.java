package io.quarkiverse.strata;

/**
 * A replica went away in the middle of a read-only transaction or a stream. Nothing was written there, so running the whole
 * again, on whatever server is there, is the cure.
 */
public class ReplicaLostException extends ConnectionLostException implements Retryable {

    private static final long serialVersionUID = 1L;

    public ReplicaLostException(String message, ErrorDetails details, Throwable cause) {
        super(message, details, cause);
    }
}
