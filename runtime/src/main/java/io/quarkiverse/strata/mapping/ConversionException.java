package io.quarkiverse.strata.mapping;

/** A value that has no exact form on the other side. The message says why and what to do, without the value and the place. */
final class ConversionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ConversionException(String message) {
        super(message, null, false, false);
    }

    ConversionException(String message, Throwable cause) {
        super(message, cause, false, false);
    }
}
