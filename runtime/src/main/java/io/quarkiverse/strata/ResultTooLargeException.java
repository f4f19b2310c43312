package io.quarkiverse.strata;

/** A result has more rows or bytes than were allowed. What came was thrown away. */
public class ResultTooLargeException extends DatabaseException {

    private static final long serialVersionUID = 1L;

    public ResultTooLargeException(String message, ErrorDetails details, Throwable cause) {
        super(message, details, cause);
    }
}
