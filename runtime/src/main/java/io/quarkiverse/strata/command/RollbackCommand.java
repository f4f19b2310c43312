package io.quarkiverse.strata.command;

import static io.quarkiverse.strata.command.CommandResult.object;

import io.quarkiverse.strata.migration.MigrationReport;
import io.quarkiverse.strata.migration.Migrations;
import io.quarkiverse.strata.migration.Rollback;
import io.quarkiverse.strata.migration.RollbackPlan;
import io.quarkiverse.strata.migration.TableRows;
import picocli.CommandLine.Model.CommandSpec;

/** Undoes migrations. */
final class RollbackCommand implements DatabaseCommand {

    @Override
    public String name() {
        return "rollback";
    }

    @Override
    public String summary() {
        return "Undo migrations: those of the last run, or as many as you say";
    }

    @Override
    public void define(CommandSpec spec) {
        Options.value(spec, "--steps", Integer.class, "N", "Undo the last N");
        Options.value(spec, "--to", String.class, "ID", "Undo all behind this one");
        Options.flag(spec, "--allow-data-loss", "Undo dropped tables and columns by making them again, empty");
        Options.flag(spec, "--plan", "Print the SQL, and run none of it");
        Options.confirmation(spec);
    }

    @Override
    public CommandResult run(Invocation invocation) {
        CommandTarget target = invocation.one();
        Rollback rollback = rollback(invocation);
        Migrations migrations = target.migrations();
        RollbackPlan plan = Invocation.await(migrations.planRollback(rollback));
        if (plan.migrations().isEmpty() || invocation.has("--plan")) {
            script(invocation, target, plan);
            return CommandResult.done(object("dataSource", target.name(), "database", plan.database(), "environment",
                    plan.environment(), "tables", plan.tables().stream().map(RollbackCommand::json).toList(), "migrations",
                    PlanCommand.planned(plan.migrations())));
        }
        print(invocation, target, plan);
        if (!plan.losses().isEmpty() && !rollback.dataLossAllowed()) {
            throw new CommandException("STRATA-3406", ExitCode.USAGE, "this rollback wouldn't bring back "
                    + String.join(", ", plan.losses()) + ": nothing was done. Add --allow-data-loss to do it nevertheless");
        }
        Confirmation.ask(invocation, plan.database(), "production".equals(plan.environment()));
        MigrationReport report = Invocation
                .await(migrations.rollback(rollback.inProduction(plan.database()), invocation.progress("rolled back")));
        invocation.say("Datasource " + target.name() + ": " + Invocation.plural(report.migrations().size(), "migration")
                + " rolled back");
        return CommandResult.done(object("dataSource", target.name(), "database", plan.database(), "environment",
                plan.environment(), "tables", plan.tables().stream().map(RollbackCommand::json).toList(), "migrations",
                MigrateCommand.runs(report)));
    }

    private static void print(Invocation invocation, CommandTarget target, RollbackPlan plan) {
        invocation.say("Rolls back in database " + plan.database() + " of datasource " + target.name() + ":");
        plan.migrations().forEach(planned -> invocation.say("  " + planned.id() + " " + planned.description()));
        plan.tables().forEach(table -> invocation.say(line(table)));
    }

    /** The SQL, as {@code db plan} prints it: all else is a comment. */
    private static void script(Invocation invocation, CommandTarget target, RollbackPlan plan) {
        if (plan.migrations().isEmpty()) {
            invocation.say("Datasource " + target.name() + ": nothing to roll back");
        }
        plan.migrations().forEach(planned -> {
            invocation.say("-- " + planned.id() + " " + planned.description());
            planned.sql().forEach(sql -> invocation.say(sql + ";"));
        });
        plan.tables().forEach(table -> invocation.say("--" + line(table)));
    }

    static String line(TableRows table) {
        return "  " + (table.loss() == TableRows.Loss.ROWS ? "destroys " : "drops ") + table;
    }

    static Object json(TableRows table) {
        return object("table", table.table(), "loss", table.loss().name(), "rows", table.rows(), "more",
                table.rows() >= TableRows.LIMIT);
    }

    private static Rollback rollback(Invocation invocation) {
        Integer steps = invocation.value("--steps");
        String to = invocation.value("--to");
        if (steps != null && to != null) {
            throw new CommandException("STRATA-3401", ExitCode.USAGE, "--steps and --to exclude each other: leave one out");
        }
        if (steps != null && steps < 1) {
            throw new CommandException("STRATA-3401", ExitCode.USAGE, "--steps is a number from 1 up");
        }
        Rollback rollback = steps != null ? Rollback.steps(steps) : to != null ? to(to) : Rollback.lastBatch();
        return invocation.has("--allow-data-loss") ? rollback.allowDataLoss() : rollback;
    }

    private static Rollback to(String id) {
        try {
            return Rollback.to(id);
        } catch (IllegalArgumentException e) {
            throw new CommandException("STRATA-3401", ExitCode.USAGE, "--to names a migration by its id, 20261122.1: " + id
                    + " is none");
        }
    }
}
