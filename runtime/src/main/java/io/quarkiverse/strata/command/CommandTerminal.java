package io.quarkiverse.strata.command;

/** Where a command writes, and whom it asks. */
public interface CommandTerminal {

    /** A line of the result. */
    void out(String line);

    /** A line about a failure. */
    void err(String line);

    /**
     * Asks whoever sits there.
     *
     * @return the answer, or null when nobody does
     */
    String ask(String question);
}
