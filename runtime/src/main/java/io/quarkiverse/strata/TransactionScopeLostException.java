package io.quarkiverse.strata;

/** A statement ran beside, or after, the transaction that it was meant for. */
public class TransactionScopeLostException extends DatabaseException {

    private static final long serialVersionUID = 1L;

    public TransactionScopeLostException(String message, ErrorDetails details, Throwable cause) {
        super(message, details, cause);
    }
}
