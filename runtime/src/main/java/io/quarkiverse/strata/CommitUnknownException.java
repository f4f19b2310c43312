package io.quarkiverse.strata;

/**
 * COMMIT was sent and its answer never came: the transaction is either wholly there or wholly absent, and nobody said which.
 * Look before you run it again.
 */
public class CommitUnknownException extends DatabaseException {

    private static final long serialVersionUID = 1L;

    public CommitUnknownException(String message, ErrorDetails details, Throwable cause) {
        super(message, details, cause);
    }
}
