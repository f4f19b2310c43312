package io.quarkiverse.strata.runtime;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.Logger;

import jakarta.enterprise.inject.CreationException;

import io.quarkiverse.strata.command.CommandTarget;
import io.quarkiverse.strata.command.DatabaseCommands;
import io.quarkiverse.strata.migration.Migrations;
import io.quarkiverse.strata.pool.DatabaseServer;
import io.quarkiverse.strata.pool.PrimaryPool;
import io.quarkiverse.strata.seeding.Seeding;
import io.quarkus.arc.Arc;
import io.quarkus.arc.SyntheticCreationalContext;
import io.quarkus.dev.console.DevConsoleManager;
import io.quarkus.reactive.datasource.runtime.ReactiveDataSourceUtil;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.quarkus.runtime.Application;
import io.quarkus.runtime.PreventFurtherStepsException;
import io.quarkus.runtime.RuntimeValue;
import io.quarkus.runtime.annotations.Recorder;

/** Runs {@code db …} instead of the application. */
@Recorder
public class CommandRecorder {

    /** Under this name the dev-mode console finds the commands of the running application. */
    public static final String DEV_CONSOLE = "io.quarkiverse.strata.db";
    /** Between the arguments of a command that comes from the dev-mode console. */
    public static final String SEPARATOR = "\0";

    private static final Logger START_FAILURES = Logger.getLogger(Application.class.getName());
    /** The driver tells that a connection is closed before the last of it is, which may find its event loop gone. */
    private static final Logger LATE_CLOSES = Logger.getLogger("io.netty.util.concurrent.DefaultPromise.rejectedExecution");
    private static CommandConsole console;

    private final RuntimeValue<CommandLineConfig> config;

    public CommandRecorder(RuntimeValue<CommandLineConfig> config) {
        this.config = config;
    }

    /** Before the log is set up: where a command was given, the standard output becomes its own. */
    public RuntimeValue<Optional<Formatter>> takeConsole(Supplier<String[]> arguments) {
        String[] command = command(arguments.get());
        if (command == null) {
            return new RuntimeValue<>(Optional.empty());
        }
        console = CommandConsole.take();
        return new RuntimeValue<>(
                Optional.of(CommandConsole.logFormat(Arrays.asList(command).contains("--verbose"), System.err)));
    }

    /**
     * Runs the command, where one was given, and ends the start: nothing that is recorded behind this is done. The exception
     * is wrapped, because the start takes the bare one for a success, and then runs a {@code QuarkusApplication}.
     */
    public void run(Supplier<String[]> arguments) {
        String[] command = command(arguments.get());
        if (command != null) {
            int exitCode;
            try {
                exitCode = Arc.container().select(DatabaseCommands.class).get().run(console, command);
            } catch (CreationException e) {
                exitCode = DatabaseCommands.unusable(console, e, command);
            }
            START_FAILURES.setLevel(Level.OFF); // this start doesn't fail
            LATE_CLOSES.setLevel(Level.OFF);
            throw new IllegalStateException("db", new PreventFurtherStepsException(exitCode));
        }
    }

    public Function<SyntheticCreationalContext<DatabaseCommands>, DatabaseCommands> commands(List<String> dataSources) {
        return context -> new DatabaseCommands(dataSources.stream().filter(DataSourceBeans::isActive)
                .map(CommandRecorder::target).toList(), Arc.container().select(Seeding.class).get());
    }

    /** Lets the dev-mode console run commands in the running application. */
    public void devConsole() {
        ClassLoader application = Thread.currentThread().getContextClassLoader();
        DevConsoleManager.register(DEV_CONSOLE, parameters -> {
            Thread thread = Thread.currentThread(); // the console's, which doesn't know the application's classes
            ClassLoader before = thread.getContextClassLoader();
            thread.setContextClassLoader(application);
            try {
                CollectedOutput output = new CollectedOutput();
                Arc.container().select(DatabaseCommands.class).get().run(output,
                        parameters.get("arguments").split(SEPARATOR));
                return output.text();
            } finally {
                thread.setContextClassLoader(before);
            }
        });
    }

    private String[] command(String[] arguments) {
        if (arguments.length > 0 && arguments[0].equals("db")) {
            return Arrays.copyOfRange(arguments, 1, arguments.length);
        }
        return config.getValue().run().map(run -> run.strip().split("\\s+")).orElse(null);
    }

    private static CommandTarget target(String dataSource) {
        var qualifier = ReactiveDataSourceUtil.qualifier(dataSource);
        Arc.container().select(PrimaryPool.class, qualifier).get(); // makes the pool, which tells its creator the server
        PgPoolCreator creator = Arc.container().select(PgPoolCreator.class, qualifier).get();
        DatabaseServer server = creator instanceof StrataPgPoolCreator ours ? ours.server() : null;
        return new CommandTarget(dataSource, Arc.container().select(Migrations.class, qualifier).get(), server);
    }
}
