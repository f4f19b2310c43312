package io.quarkiverse.strata.deployment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.aesh.command.Command;
import org.aesh.command.CommandDefinition;
import org.aesh.command.CommandException;
import org.aesh.command.CommandResult;
import org.aesh.command.GroupCommand;
import org.aesh.command.GroupCommandDefinition;
import org.aesh.command.invocation.CommandInvocation;
import org.aesh.command.option.Argument;
import org.aesh.command.option.Option;

import io.quarkiverse.strata.runtime.CommandRecorder;
import io.quarkus.deployment.console.QuarkusCommand;
import io.quarkus.dev.console.DevConsoleManager;

/** The commands {@code db …} of the dev-mode console. They are handed to the running application as they are. */
@GroupCommandDefinition(name = "db", description = "Migrates, seeds and empties the database")
public class DatabaseConsoleCommand implements GroupCommand<CommandInvocation> {

    @Option(shortName = 'h', hasValue = false, overrideRequired = true, description = "Prints this")
    public boolean help;

    @Override
    public List<Command<CommandInvocation>> getCommands() {
        return List.of(new Status(), new Migrate(), new Plan(), new Rollback(), new Seed(), new Fresh(), new Create(),
                new Mark());
    }

    @Override
    public CommandResult execute(CommandInvocation invocation) {
        invocation.getShell().writeln(run(List.of("help")));
        return CommandResult.SUCCESS;
    }

    /** Runs a command in the application. */
    static String run(List<String> arguments) {
        String text = DevConsoleManager.invoke(CommandRecorder.DEV_CONSOLE,
                Map.of("arguments", String.join(CommandRecorder.SEPARATOR, arguments)));
        return text == null ? "The application isn't running." : text.stripTrailing();
    }

    abstract static class Subcommand extends QuarkusCommand {

        @Option(description = "The datasource, where there are several")
        String datasource;

        @Option(hasValue = false, description = "Prints one JSON object")
        boolean json;

        abstract List<String> arguments();

        @Override
        public CommandResult doExecute(CommandInvocation invocation) throws CommandException, InterruptedException {
            List<String> arguments = new ArrayList<>(arguments());
            if (datasource != null) {
                arguments.addAll(List.of("--datasource", datasource));
            }
            if (json) {
                arguments.add("--json");
            }
            invocation.getShell().writeln(run(arguments));
            return CommandResult.SUCCESS;
        }
    }

    @CommandDefinition(name = "status", description = "Prints which migrations have run and which are pending")
    public static class Status extends Subcommand {
        @Override
        List<String> arguments() {
            return List.of("status");
        }
    }

    @CommandDefinition(name = "migrate", description = "Runs the pending migrations")
    public static class Migrate extends Subcommand {
        @Override
        List<String> arguments() {
            return List.of("migrate");
        }
    }

    @CommandDefinition(name = "plan", description = "Prints the SQL that migrate would run")
    public static class Plan extends Subcommand {
        @Override
        List<String> arguments() {
            return List.of("plan");
        }
    }

    @CommandDefinition(name = "create", description = "Creates the database where it isn't there")
    public static class Create extends Subcommand {
        @Override
        List<String> arguments() {
            return List.of("create");
        }
    }

    abstract static class Confirmed extends Subcommand {

        @Option(hasValue = false, description = "Don't ask: nobody can be asked here")
        boolean yes;

        List<String> confirmed(String command) {
            List<String> arguments = new ArrayList<>(List.of(command));
            if (yes) {
                arguments.add("--yes");
            }
            return arguments;
        }
    }

    @CommandDefinition(name = "rollback", description = "Undoes the migrations of the last run")
    public static class Rollback extends Confirmed {

        @Option(description = "Undoes the last n")
        String steps;

        @Option(description = "Undoes all behind this one")
        String to;

        @Option(name = "allow-data-loss", hasValue = false, description = "Makes dropped tables again, empty")
        boolean allowDataLoss;

        @Override
        List<String> arguments() {
            List<String> arguments = confirmed("rollback");
            if (steps != null) {
                arguments.addAll(List.of("--steps", steps));
            }
            if (to != null) {
                arguments.addAll(List.of("--to", to));
            }
            if (allowDataLoss) {
                arguments.add("--allow-data-loss");
            }
            return arguments;
        }
    }

    @CommandDefinition(name = "seed", description = "Runs the seeders that haven't run")
    public static class Seed extends Confirmed {

        @Option(hasValue = false, description = "Empties their tables first")
        boolean truncate;

        @Override
        List<String> arguments() {
            List<String> arguments = confirmed("seed");
            if (truncate) {
                arguments.add("--truncate");
            }
            return arguments;
        }
    }

    @CommandDefinition(name = "fresh", description = "Drops all, migrates and seeds")
    public static class Fresh extends Confirmed {
        @Override
        List<String> arguments() {
            return confirmed("fresh");
        }
    }

    @CommandDefinition(name = "mark", description = "Prints or changes what the database is marked as")
    public static class Mark extends Subcommand {

        @Argument(description = "production, staging, development or test")
        String environment;

        @Override
        List<String> arguments() {
            return environment == null ? List.of("mark") : List.of("mark", environment);
        }
    }
}
