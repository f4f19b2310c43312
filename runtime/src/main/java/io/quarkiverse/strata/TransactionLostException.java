package io.quarkiverse.strata;

/**
 * The connection broke before a transaction was committed, or while it was and the server was asked afterwards: it was rolled
 * back. Nothing of it was kept, so running the whole again is the cure.
 */
public class TransactionLostException extends ConnectionLostException implements Retryable {

    private static final long serialVersionUID = 1L;

    public TransactionLostException(String message, ErrorDetails details, Throwable cause) {
        super(message, details, cause);
    }
}
