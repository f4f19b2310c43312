package io.quarkiverse.strata.runtime;

import io.quarkiverse.strata.command.CommandTerminal;

/** Keeps what a command prints; nobody can be asked. */
final class CollectedOutput implements CommandTerminal {

    private final StringBuffer text = new StringBuffer();

    @Override
    public void out(String line) {
        text.append(line).append('\n');
    }

    @Override
    public void err(String line) {
        text.append(line).append('\n');
    }

    @Override
    public String ask(String question) {
        return null;
    }

    String text() {
        return text.toString();
    }
}
