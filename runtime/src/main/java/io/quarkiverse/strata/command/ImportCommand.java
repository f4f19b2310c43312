package io.quarkiverse.strata.command;

import io.quarkiverse.strata.migration.HistoryImport;
import picocli.CommandLine.Model.CommandSpec;

/** Takes over another tool's history. */
final class ImportCommand implements DatabaseCommand {

    @Override
    public String name() {
        return "import";
    }

    @Override
    public String summary() {
        return "Note the migrations as run that Flyway or Liquibase ran";
    }

    @Override
    public void define(CommandSpec spec) {
        Options.parameter(spec, "TOOL", true, "flyway or liquibase");
        Options.value(spec, "--table", String.class, "TABLE", "Its history table, where it isn't called as usual: schema.name");
        Options.value(spec, "--up-to", String.class, "ID",
                "Take all migrations up to this one as run, whatever is in the table");
    }

    @Override
    public CommandResult run(Invocation invocation) {
        CommandTarget target = invocation.one();
        HistoryImport source = source(invocation.parameter());
        String table = invocation.value("--table");
        String upTo = invocation.value("--up-to");
        source = table == null ? source : source.table(table);
        source = upTo == null ? source : source.upTo(invocation.migration(upTo));
        return BaselineCommand.noted(invocation, target, Invocation.await(target.migrations().importHistory(source)));
    }

    private static HistoryImport source(String tool) {
        return switch (tool) {
            case "flyway" -> HistoryImport.flyway();
            case "liquibase" -> HistoryImport.liquibase();
            default -> throw new CommandException("STRATA-3401", ExitCode.USAGE,
                    "the history of " + tool + " can't be imported, only that of flyway and liquibase");
        };
    }
}
