package io.quarkiverse.strata.command;

import static io.quarkiverse.strata.command.CommandResult.object;

import io.quarkiverse.strata.guard.EnvironmentMark;
import io.quarkiverse.strata.migration.DatabaseMark;
import picocli.CommandLine.Model.CommandSpec;

/** Says what a database is. */
final class MarkCommand implements DatabaseCommand {

    @Override
    public String name() {
        return "mark";
    }

    @Override
    public String summary() {
        return "Print or change what the database is marked as";
    }

    @Override
    public void define(CommandSpec spec) {
        Options.parameter(spec, "ENVIRONMENT", false, String.join(", ", EnvironmentMark.ENVIRONMENTS)
                + "; without it the mark is printed");
        Options.confirmation(spec);
    }

    @Override
    public CommandResult run(Invocation invocation) {
        CommandTarget target = invocation.one();
        String environment = invocation.parameter();
        if (environment != null && !EnvironmentMark.ENVIRONMENTS.contains(environment)) {
            throw new CommandException("STRATA-3401", ExitCode.USAGE, "a database can't be marked as " + environment
                    + ": use one of " + String.join(", ", EnvironmentMark.ENVIRONMENTS));
        }
        DatabaseMark before = Invocation.look(target.migrations().mark());
        if (environment != null && !environment.equals(before.environment())) {
            if (before.isProduction()) {
                Confirmation.ask(invocation, before.database(), true);
            }
            Invocation.await(target.migrations().mark(environment));
        }
        DatabaseMark now = Invocation.look(target.migrations().mark());
        invocation.say("Database " + now.database() + " of datasource " + target.name()
                + (now.environment() == null ? " isn't marked" : " is marked as " + now.environment()));
        return CommandResult.done(object("dataSource", target.name(), "database", now.database(), "environment",
                now.environment(), "before", before.environment()));
    }
}
