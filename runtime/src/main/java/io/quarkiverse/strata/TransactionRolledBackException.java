package io.quarkiverse.strata;

/**
 * The work of a transaction or savepoint ended well but could not be kept: a statement in it had failed and the failure was
 * swallowed, or a part that joined it had failed. Everything in it was rolled back; the cause is that earlier failure.
 */
public class TransactionRolledBackException extends DatabaseException {

    private static final long serialVersionUID = 1L;

    public TransactionRolledBackException(String message, ErrorDetails details, Throwable cause) {
        super(message, details, cause);
    }
}
