package io.quarkiverse.strata;

/** Committed and visible, but not confirmed by the synchronous standbys. Do not run it again. */
public class DurabilityException extends DatabaseException {

    private static final long serialVersionUID = 1L;

    public DurabilityException(String message, ErrorDetails details, Throwable cause) {
        super(message, details, cause);
    }
}
