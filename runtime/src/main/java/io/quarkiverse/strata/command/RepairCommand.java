package io.quarkiverse.strata.command;

import static io.quarkiverse.strata.command.CommandResult.object;

import java.util.List;

/** Forgets what was interrupted and did nothing. */
final class RepairCommand implements DatabaseCommand {

    @Override
    public String name() {
        return "repair";
    }

    @Override
    public String summary() {
        return "Forget migrations that were interrupted before their first statement was done, with the index they left";
    }

    @Override
    public CommandResult run(Invocation invocation) {
        CommandTarget target = invocation.one();
        List<String> ids = Invocation.await(target.migrations().repair());
        invocation.say("Datasource " + target.name() + ": " + (ids.isEmpty() ? "nothing to repair"
                : "to run again: " + String.join(", ", ids)));
        return CommandResult.done(object("dataSource", target.name(), "migrations", ids));
    }
}
