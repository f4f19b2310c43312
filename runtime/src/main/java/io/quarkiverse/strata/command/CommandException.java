package io.quarkiverse.strata.command;

/** A command can't be run as it was asked for. */
final class CommandException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final int exitCode;

    CommandException(String code, int exitCode, String message) {
        super(code + ": " + message);
        this.code = code;
        this.exitCode = exitCode;
    }

    String code() {
        return code;
    }

    int exitCode() {
        return exitCode;
    }
}
