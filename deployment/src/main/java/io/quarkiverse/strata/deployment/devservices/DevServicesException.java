package io.quarkiverse.strata.deployment.devservices;

/** A server that was to stand in for a container could not be started. */
final class DevServicesException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DevServicesException(String code, String message, Throwable cause) {
        super(code + ": " + message, cause);
    }

    DevServicesException(String code, String message) {
        this(code, message, null);
    }
}
