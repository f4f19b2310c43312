package io.quarkiverse.strata;

/**
 * COMMIT was sent, its answer never came, and the server couldn't be asked what became of it, or has crashed since: the
 * transaction is either wholly there or wholly absent. Look before you run it again.
 */
public class CommitUnknownException extends DatabaseException {

    private static final long serialVersionUID = 1L;

    public CommitUnknownException(String message, ErrorDetails details, Throwable cause) {
        super(message, details, cause);
    }
}
