package io.quarkiverse.strata.command;

import static io.quarkiverse.strata.command.CommandResult.object;

import picocli.CommandLine.Model.CommandSpec;

/** Takes a migration as right. */
final class AcceptCommand implements DatabaseCommand {

    @Override
    public String name() {
        return "accept";
    }

    @Override
    public String summary() {
        return "Take a migration as right that changed, is missing, was interrupted, or was done by hand; run nothing";
    }

    @Override
    public void define(CommandSpec spec) {
        Options.parameter(spec, "ID", true, "The migration");
        Options.value(spec, "--reason", String.class, "TEXT", "Why, for those who look at the history later");
    }

    @Override
    public CommandResult run(Invocation invocation) {
        CommandTarget target = invocation.one();
        String id = invocation.migration(invocation.parameter());
        String reason = invocation.value("--reason");
        if (reason == null || reason.isBlank()) {
            throw new CommandException("STRATA-3401", ExitCode.USAGE, "say why: --reason \"…\"");
        }
        Invocation.await(target.migrations().accept(id, reason));
        invocation.say("Datasource " + target.name() + ": accepted migration " + id);
        return CommandResult.done(object("dataSource", target.name(), "migration", id, "reason", reason));
    }
}
