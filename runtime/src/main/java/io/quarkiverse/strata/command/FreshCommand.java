package io.quarkiverse.strata.command;

import static io.quarkiverse.strata.command.CommandResult.object;

import java.util.List;
import java.util.Map;
import java.util.Set;

import io.quarkiverse.strata.migration.SchemaContents;
import picocli.CommandLine.Model.CommandSpec;

/** Begins anew. */
final class FreshCommand implements DatabaseCommand {

    @Override
    public String name() {
        return "fresh";
    }

    @Override
    public String summary() {
        return "Drop all that is in the schema, migrate and seed";
    }

    @Override
    public void define(CommandSpec spec) {
        Options.flag(spec, "--no-seed", "Don't seed");
        Options.confirmation(spec);
    }

    @Override
    public CommandResult run(Invocation invocation) {
        CommandTarget target = invocation.one();
        SchemaContents contents = Invocation.await(target.migrations().contents());
        if (contents.objects() > 0) {
            invocation.say("Drops " + Invocation.plural(contents.objects(), "object") + " of schema " + contents.schema()
                    + " in database " + contents.database() + " of datasource " + target.name() + ":");
            contents.tables().forEach(table -> invocation.say(RollbackCommand.line(table)));
            Confirmation.ask(invocation, contents.database(), "production".equals(contents.environment()));
        }
        SchemaContents dropped = Invocation.await(target.migrations().dropAll(contents.database()));
        invocation.say("Dropped " + Invocation.plural(dropped.objects(), "object"));
        Map<String, Object> result = object("dataSource", target.name(), "database", dropped.database(), "schema",
                dropped.schema(), "environment", dropped.environment(), "dropped", dropped.objects(), "tables",
                dropped.tables().stream().map(RollbackCommand::json).toList(), "migrations",
                MigrateCommand.migrate(invocation, target).get("migrations"));
        result.put("seeders",
                invocation.has("--no-seed") || "production".equals(contents.environment())
                        ? List.of()
                        : SeedCommand.seed(invocation, Set.of(target.name())).get("seeders"));
        return CommandResult.done(result);
    }
}
