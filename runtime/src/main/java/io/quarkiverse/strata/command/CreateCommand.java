package io.quarkiverse.strata.command;

import static io.quarkiverse.strata.command.CommandResult.object;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.quarkiverse.strata.pool.DatabaseServer;
import io.quarkiverse.strata.schema.Ddl;
import io.vertx.core.Future;
import io.vertx.pgclient.PgException;

/** Creates databases that aren't there. */
final class CreateCommand implements DatabaseCommand {

    private static final String NO_SUCH_DATABASE = "3D000";
    private static final String THERE_ALREADY = "42P04";
    private static final String NOT_ALLOWED = "42501";
    private static final String MAINTENANCE = "postgres";

    @Override
    public String name() {
        return "create";
    }

    @Override
    public String summary() {
        return "Create the database of the configured URL where it isn't there";
    }

    @Override
    public CommandResult run(Invocation invocation) {
        List<Map<String, Object>> dataSources = new ArrayList<>();
        for (CommandTarget target : invocation.chosen()) {
            DatabaseServer server = target.server();
            if (server == null) {
                throw new CommandException("STRATA-3403", ExitCode.FAILED, "the application builds the pool of datasource "
                        + target.name() + " itself, so its server isn't known here: create the database with CREATE DATABASE");
            }
            String database = await(server.database());
            boolean created = create(target, server, database);
            invocation.say("Database " + database + " of datasource " + target.name()
                    + (created ? " was created" : " is there already"));
            dataSources.add(object("dataSource", target.name(), "database", database, "created", created));
        }
        return CommandResult.done(object("dataSources", dataSources));
    }

    private static boolean create(CommandTarget target, DatabaseServer server, String database) {
        return await(server.connect(database).compose(connection -> connection.close().otherwiseEmpty().map(false))
                .recover(missing -> !NO_SUCH_DATABASE.equals(state(missing)) ? Future.failedFuture(missing)
                        : server.connect(MAINTENANCE).compose(connection -> connection
                                .query("CREATE DATABASE " + Ddl.identifier(database)).execute().map(true)
                                .eventually(() -> connection.close().otherwiseEmpty())))
                .recover(failure -> THERE_ALREADY.equals(state(failure)) ? Future.succeededFuture(false)
                        : server.user().compose(user -> Future.failedFuture(failed(target, database, user, failure)))));
    }

    private static CommandException failed(CommandTarget target, String database, String user, Throwable failure) {
        String words = failure instanceof PgException pg ? pg.getErrorMessage() + " (" + pg.getSqlState() + ")"
                : String.valueOf(failure.getMessage());
        String cure = NOT_ALLOWED.equals(state(failure))
                ? "The role " + user + " lacks the right: a superuser may run ALTER ROLE " + Ddl.identifier(user)
                        + " CREATEDB, or CREATE DATABASE " + Ddl.identifier(database) + " OWNER " + Ddl.identifier(user)
                : "Check the URL, the role and that the server is up";
        return new CommandException("STRATA-3403", ExitCode.FAILED, "database " + database + " of datasource " + target.name()
                + " can't be created: " + words + ". " + cure);
    }

    private static String state(Throwable failure) {
        return failure instanceof PgException pg ? pg.getSqlState() : null;
    }

    /** Bounded: logging in has a limit, and CREATE DATABASE copies an empty template. */
    private static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().join();
        } catch (java.util.concurrent.CompletionException e) {
            if (e.getCause() instanceof RuntimeException known) {
                throw known;
            }
            throw e;
        }
    }
}
