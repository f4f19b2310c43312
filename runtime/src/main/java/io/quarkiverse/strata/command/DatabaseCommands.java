package io.quarkiverse.strata.command;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.strata.DatabaseException;
import io.quarkiverse.strata.seeding.Seeding;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * The command line {@code db …}. The packaged application runs it by itself ({@code java -jar quarkus-run.jar db status});
 * inject it to run a command from code of your own:
 *
 * <pre>{@code
 * int exitCode = commands.run(terminal, "migrate", "--json");
 * }</pre>
 */
public final class DatabaseCommands {

    private static final List<DatabaseCommand> COMMANDS = List.of(new StatusCommand(), new MigrateCommand(),
            new RollbackCommand(), new PlanCommand(), new SeedCommand(), new FreshCommand(), new CreateCommand(),
            new MarkCommand(), new BaselineCommand(), new ImportCommand(), new AcceptCommand(), new RepairCommand());
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<CommandTarget> targets;
    private final Seeding seeding;

    /**
     * For Strata's own wiring.
     *
     * @param targets the datasources that are active
     */
    public DatabaseCommands(List<CommandTarget> targets, Seeding seeding) {
        this.targets = List.copyOf(targets);
        this.seeding = seeding;
    }

    /**
     * Runs one command and waits for its end; don't call it on an event loop. It never throws.
     *
     * @param arguments what stands behind {@code db}
     * @return an {@link ExitCode}
     */
    public int run(CommandTerminal terminal, String... arguments) {
        CommandLine line = new CommandLine(specification());
        ParseResult parsed;
        try {
            parsed = line.parseArgs(arguments);
        } catch (ParameterException e) {
            boolean json = List.of(arguments).contains("--json");
            String command = e.getCommandLine().getCommandName();
            return fail(terminal, json, command, "STRATA-3401", ExitCode.USAGE, "STRATA-3401: "
                    + Usage.problem(e) + ". See " + (command.equals("db") ? "db help" : "db help " + command));
        }
        List<CommandLine> lines = parsed.asCommandLineList();
        CommandLine last = lines.get(lines.size() - 1);
        ParseResult subcommand = parsed.subcommand();
        if (subcommand == null || last.isUsageHelpRequested()) {
            return usage(terminal, last);
        }
        if (last.getCommandName().equals("help")) {
            return help(terminal, line, subcommand.matchedPositionalValue(0, null));
        }
        return run(terminal, last.getCommandName(), subcommand);
    }

    private int run(CommandTerminal terminal, String name, ParseResult options) {
        Invocation invocation = new Invocation(options, targets, seeding, terminal);
        try {
            CommandResult result = COMMANDS.stream().filter(command -> command.name().equals(name)).findFirst().orElseThrow()
                    .run(invocation);
            if (invocation.json()) {
                print(terminal, name, result.exitCode(), result.json());
            }
            return result.exitCode();
        } catch (CommandException e) {
            return fail(terminal, invocation.json(), name, e.code(), e.exitCode(), e.getMessage());
        } catch (DatabaseException e) {
            trace(invocation, e);
            String hint = "3D000".equals(e.details().sqlState()) ? ". Run db create to create it" : "";
            return fail(terminal, invocation.json(), name, e.code(), ExitCode.FAILED, e.getMessage() + hint);
        } catch (RuntimeException e) {
            trace(invocation, e);
            return fail(terminal, invocation.json(), name, "STRATA-3405", ExitCode.FAILED, "STRATA-3405: db " + name
                    + " failed unexpectedly: " + e + ". --verbose prints the stack trace");
        }
    }

    /**
     * For Strata's own wiring: tells that nothing can be run, since a datasource can't even be made.
     *
     * @param cause its first cause is told, which quotes no URL
     */
    public static int unusable(CommandTerminal terminal, RuntimeException cause, String... arguments) {
        List<String> words = List.of(arguments);
        if (words.contains("--verbose")) {
            trace(terminal, cause);
        }
        Throwable first = cause;
        while (first.getCause() != null) {
            first = first.getCause();
        }
        return fail(terminal, words.contains("--json"), words.isEmpty() ? "db" : words.get(0), "STRATA-3408", ExitCode.FAILED,
                "STRATA-3408: a datasource can't be used as it is configured: " + first.getMessage()
                        + ". Check quarkus.datasource.reactive.url, which looks like postgresql://host:5432/database, and what "
                        + "else is set of it. --verbose prints the stack trace");
    }

    private static void trace(Invocation invocation, RuntimeException failure) {
        if (invocation.has("--verbose")) {
            trace(invocation.terminal(), failure);
        }
    }

    private static void trace(CommandTerminal terminal, RuntimeException failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        terminal.err(trace.toString().stripTrailing());
    }

    private static int fail(CommandTerminal terminal, boolean json, String command, String code, int exitCode,
            String message) {
        if (json) {
            print(terminal, command, exitCode, CommandResult.object("error", CommandResult.object("code", code, "message",
                    message)));
        } else {
            terminal.err(message);
        }
        return exitCode;
    }

    private static void print(CommandTerminal terminal, String command, int exitCode, Map<String, Object> members) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("command", command);
        object.put("exitCode", exitCode);
        object.putAll(members);
        try {
            terminal.out(JSON.writeValueAsString(object));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int help(CommandTerminal terminal, CommandLine line, String command) {
        CommandLine about = command == null ? line : line.getSubcommands().get(command);
        if (about == null) {
            terminal.err("STRATA-3401: there is no command " + command + ". See db help");
            return ExitCode.USAGE;
        }
        return usage(terminal, about);
    }

    private static int usage(CommandTerminal terminal, CommandLine line) {
        terminal.out(line.getUsageMessage(Ansi.OFF).stripTrailing());
        return ExitCode.DONE;
    }

    private static CommandSpec specification() {
        CommandSpec db = CommandSpec.create().name("db");
        db.usageMessage().description("Works on the application's databases instead of starting it.").footer("",
                "Exit codes: 0 done, 1 failed, 2 wrong command line or no confirmation,",
                "3 migrations are pending (status --exit-code).");
        db.addOption(CommandLine.Model.OptionSpec.builder("-h", "--help").usageHelp(true).description("Print this").build());
        for (DatabaseCommand command : new ArrayList<>(COMMANDS)) {
            CommandSpec spec = CommandSpec.create();
            spec.usageMessage().description(command.summary());
            command.define(spec);
            Options.common(spec);
            db.addSubcommand(command.name(), new CommandLine(spec));
        }
        CommandSpec help = CommandSpec.create();
        help.usageMessage().description("Print what a command does");
        Options.parameter(help, "COMMAND", false, "The command");
        db.addSubcommand("help", new CommandLine(help));
        return db;
    }
}
