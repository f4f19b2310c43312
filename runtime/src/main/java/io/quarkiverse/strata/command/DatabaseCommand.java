package io.quarkiverse.strata.command;

import picocli.CommandLine.Model.CommandSpec;

/** One command. */
interface DatabaseCommand {

    String name();

    /** One line of the list of commands. */
    String summary();

    /** Adds its own options and parameters. */
    default void define(CommandSpec spec) {
    }

    /** Runs it and waits. */
    CommandResult run(Invocation invocation);
}
