package io.quarkiverse.strata.command;

/** What a command's process ends with. */
public final class ExitCode {

    /** It did what was asked; nothing to do is success, too. */
    public static final int DONE = 0;
    /** It failed, or whoever was asked said no. */
    public static final int FAILED = 1;
    /** The command line is wrong, or a confirmation is missing where nobody can be asked. */
    public static final int USAGE = 2;
    /** {@code db status --exit-code}: migrations are pending. */
    public static final int PENDING = 3;

    private ExitCode() {
    }
}
