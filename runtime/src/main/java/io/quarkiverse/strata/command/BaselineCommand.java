package io.quarkiverse.strata.command;

import static io.quarkiverse.strata.command.CommandResult.object;

import java.util.List;

import picocli.CommandLine.Model.CommandSpec;

/** Notes migrations as run. */
final class BaselineCommand implements DatabaseCommand {

    @Override
    public String name() {
        return "baseline";
    }

    @Override
    public String summary() {
        return "Note all migrations up to one as run, and run none";
    }

    @Override
    public void define(CommandSpec spec) {
        Options.parameter(spec, "ID", true, "The last migration whose work the database has already");
    }

    @Override
    public CommandResult run(Invocation invocation) {
        CommandTarget target = invocation.one();
        String id = invocation.migration(invocation.parameter());
        return noted(invocation, target, Invocation.await(target.migrations().baseline(id)));
    }

    static CommandResult noted(Invocation invocation, CommandTarget target, List<String> ids) {
        invocation.say("Datasource " + target.name() + ": " + (ids.isEmpty() ? "nothing to note"
                : "noted as run: " + String.join(", ", ids)));
        return CommandResult.done(object("dataSource", target.name(), "migrations", ids));
    }
}
