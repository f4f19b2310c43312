package io.quarkiverse.strata.command;

/** Makes sure that somebody means it. */
final class Confirmation {

    private Confirmation() {
    }

    /**
     * Returns when it is meant.
     *
     * @param database the database's name, to be typed where it is marked as production
     */
    static void ask(Invocation invocation, String database, boolean production) {
        String named = invocation.value("--confirm");
        if (named != null) {
            if (!named.equals(database)) {
                throw new CommandException("STRATA-3402", ExitCode.USAGE, "--confirm names the database " + named
                        + ", and this one is " + database + ": nothing was done");
            }
            return;
        }
        if (!production && invocation.has("--yes")) {
            return;
        }
        String expected = production ? database : "yes";
        String answer = invocation.json() ? null
                : invocation.terminal().ask(production
                        ? "This database is marked as production. Type its name, " + database + ", to go on: "
                        : "Type yes to go on: ");
        if (answer == null) {
            throw new CommandException("STRATA-3402", ExitCode.USAGE, production
                    ? "database " + database + " is marked as production, and nobody is there to type its name: nothing was"
                            + " done. Add --confirm " + database
                    : "nobody is there to confirm it: nothing was done. Add --yes");
        }
        if (!answer.strip().equals(expected)) {
            throw new CommandException("STRATA-3402", ExitCode.FAILED, "not confirmed, nothing was done");
        }
    }
}
