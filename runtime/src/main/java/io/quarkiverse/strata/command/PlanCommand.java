package io.quarkiverse.strata.command;

import static io.quarkiverse.strata.command.CommandResult.object;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.quarkiverse.strata.migration.MigrationPlan;

/** Prints SQL. */
final class PlanCommand implements DatabaseCommand {

    @Override
    public String name() {
        return "plan";
    }

    @Override
    public String summary() {
        return "Print the SQL that migrate would run, and run none of it";
    }

    @Override
    public CommandResult run(Invocation invocation) {
        List<Map<String, Object>> dataSources = new ArrayList<>();
        List<CommandTarget> chosen = invocation.chosen();
        for (CommandTarget target : chosen) {
            MigrationPlan plan = Invocation.look(target.migrations().plan());
            if (chosen.size() > 1) {
                invocation.say("-- datasource " + target.name());
            }
            invocation.say(plan.migrations().isEmpty() ? "-- nothing to migrate" : plan.toSql().stripTrailing());
            dataSources.add(object("dataSource", target.name(), "migrations", planned(plan.migrations())));
        }
        return CommandResult.done(object("dataSources", dataSources));
    }

    static List<Map<String, Object>> planned(List<MigrationPlan.Planned> migrations) {
        return migrations.stream().map(planned -> object("id", planned.id(), "description", planned.description(), "kind",
                planned.kind().name(), "transactional", planned.transactional(), "sql", planned.sql())).toList();
    }
}
