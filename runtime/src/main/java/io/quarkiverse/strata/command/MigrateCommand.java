package io.quarkiverse.strata.command;

import static io.quarkiverse.strata.command.CommandResult.object;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.quarkiverse.strata.migration.MigrationReport;

/** Runs what is pending. */
final class MigrateCommand implements DatabaseCommand {

    @Override
    public String name() {
        return "migrate";
    }

    @Override
    public String summary() {
        return "Run the pending migrations";
    }

    @Override
    public CommandResult run(Invocation invocation) {
        List<Map<String, Object>> dataSources = new ArrayList<>();
        for (CommandTarget target : invocation.chosen()) {
            dataSources.add(migrate(invocation, target));
        }
        return CommandResult.done(object("dataSources", dataSources));
    }

    static Map<String, Object> migrate(Invocation invocation, CommandTarget target) {
        MigrationReport report = Invocation.await(target.migrations().migrate(invocation.progress("migrated")));
        invocation.say("Datasource " + target.name() + ": " + (report.migrations().isEmpty() ? "nothing to migrate"
                : Invocation.plural(report.migrations().size(), "migration") + " run"));
        return object("dataSource", target.name(), "migrations", runs(report));
    }

    static List<Map<String, Object>> runs(MigrationReport report) {
        return report.migrations().stream().map(run -> object("id", run.id(), "description", run.description(),
                "milliseconds", run.duration().toMillis())).toList();
    }
}
