package io.quarkiverse.strata.command;

import static io.quarkiverse.strata.command.CommandResult.object;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.quarkiverse.strata.migration.DatabaseMark;
import io.quarkiverse.strata.migration.MigrationStatus;
import io.quarkiverse.strata.migration.MigrationStatus.State;
import picocli.CommandLine.Model.CommandSpec;

/** Which migrations have run. */
final class StatusCommand implements DatabaseCommand {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss'Z'");

    @Override
    public String name() {
        return "status";
    }

    @Override
    public String summary() {
        return "Print which migrations have run and which are pending";
    }

    @Override
    public void define(CommandSpec spec) {
        Options.flag(spec, "--exit-code", "End with 3 when migrations are pending, with 1 when they contradict the history");
    }

    @Override
    public CommandResult run(Invocation invocation) {
        List<Map<String, Object>> dataSources = new ArrayList<>();
        int pending = 0;
        int wrong = 0;
        for (CommandTarget target : invocation.chosen()) {
            DatabaseMark mark = Invocation.look(target.migrations().mark());
            List<MigrationStatus> statuses = Invocation.look(target.migrations().status());
            int open = count(statuses, State.PENDING);
            int applied = count(statuses, State.APPLIED);
            pending += open;
            wrong += wrong(statuses);
            print(invocation, target, mark, statuses, applied, open);
            dataSources.add(object("dataSource", target.name(), "database", mark.database(), "environment",
                    mark.environment(), "applied", applied, "pending", open, "wrong", wrong(statuses),
                    "migrations", statuses.stream().map(StatusCommand::json).toList()));
        }
        int exitCode = !invocation.has("--exit-code") ? ExitCode.DONE
                : wrong > 0 ? ExitCode.FAILED : pending > 0 ? ExitCode.PENDING : ExitCode.DONE;
        return new CommandResult(exitCode, object("dataSources", dataSources));
    }

    private static void print(Invocation invocation, CommandTarget target, DatabaseMark mark, List<MigrationStatus> statuses,
            int applied, int open) {
        invocation.say("Datasource " + target.name() + ", database " + mark.database()
                + (mark.environment() == null ? ", not marked" : ", marked as " + mark.environment()));
        if (!statuses.isEmpty()) {
            TextTable table = new TextTable("State", "Id", "Description", "Batch", "Executed at", "Took", "By");
            statuses.forEach(status -> table.add(status.state().name(), status.id(), status.description(),
                    status.batch() == 0 ? "" : String.valueOf(status.batch()),
                    status.executedAt() == null ? ""
                            : status.executedAt().withOffsetSameInstant(ZoneOffset.UTC).format(TIME),
                    Invocation.millis(status.duration()), status.executedBy()));
            invocation.say(table);
            statuses.stream().filter(status -> status.reason() != null).forEach(
                    status -> invocation.say("Migration " + status.id() + " was accepted: " + status.reason()));
        }
        int wrong = wrong(statuses);
        invocation.say(Invocation.plural(statuses.size(), "migration") + ", " + applied + " applied, " + open + " pending"
                + (wrong == 0 ? "" : ", " + wrong + " to be looked at: db migrate says why"));
    }

    private static int wrong(List<MigrationStatus> statuses) {
        return (int) statuses.stream().filter(status -> status.state().isWrong()).count();
    }

    private static int count(List<MigrationStatus> statuses, State state) {
        return (int) statuses.stream().filter(status -> status.state() == state).count();
    }

    private static Map<String, Object> json(MigrationStatus status) {
        return object("id", status.id(), "description", status.description(), "kind", status.kind().name(), "state",
                status.state().name(), "batch", status.batch() == 0 ? null : status.batch(), "executedAt",
                status.executedAt() == null ? null : status.executedAt().toInstant().toString(), "milliseconds",
                status.duration() == null ? null : status.duration().toMillis(), "executedBy", status.executedBy(), "reason",
                status.reason());
    }
}
