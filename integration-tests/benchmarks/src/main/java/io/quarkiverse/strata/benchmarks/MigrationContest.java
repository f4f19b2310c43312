package io.quarkiverse.strata.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import org.flywaydb.core.Flyway;

import io.quarkiverse.strata.migration.KnownMigration;
import io.quarkiverse.strata.migration.MigrationSet;
import io.quarkiverse.strata.migration.Migrator;
import io.quarkiverse.strata.migration.MigratorOptions;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import liquibase.Scope;
import liquibase.command.CommandScope;
import liquibase.command.core.UpdateCommandStep;
import liquibase.command.core.helpers.DbUrlConnectionArgumentsCommandStep;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.DirectoryResourceAccessor;

/** Small migrations, as they add up over the years, run on an empty database each time, made beforehand. */
final class MigrationContest implements AutoCloseable {

    private final Server server;
    private final int count;
    private final int runs;
    private final Deque<Database> empty = new ArrayDeque<>();
    private final Vertx vertx = Vertx.vertx();
    private final Path files;
    private final List<String> statements = new ArrayList<>();

    /** @param runs how often each entrant is going to migrate */
    MigrationContest(Server server, int count, int runs) throws IOException {
        this.server = server;
        this.count = count;
        this.runs = runs;
        this.files = Files.createTempDirectory("migrations");
        StringBuilder changelog = new StringBuilder("--liquibase formatted sql\n");
        for (int i = 1; i <= count; i++) {
            String sql = i % 2 == 1 ? "CREATE TABLE t%d (id bigint PRIMARY KEY, name text NOT NULL)".formatted(i)
                    : "ALTER TABLE t%d ADD COLUMN note text".formatted(i - 1);
            statements.add(sql);
            Files.writeString(files.resolve("V%d__step.sql".formatted(i)), sql + ";\n");
            changelog.append("--changeset strata:%d%n%s;%n".formatted(i, sql));
        }
        Files.writeString(files.resolve("changelog.sql"), changelog);
    }

    Contest contest() throws SQLException {
        Contest contest = Contest.of(count + " small migrations", "Flyway").enter("Flyway", each(this::flyway))
                .enter("Liquibase", each(this::liquibase)).enter("Strata", each(this::strata))
                .enter("bare statements, a COMMIT each", each(this::bare));
        for (int i = 0; i < contest.entrants().size() * runs; i++) {
            empty.add(server.empty());
        }
        return contest;
    }

    private Work each(Run run) {
        return times -> {
            for (int i = 0; i < times; i++) {
                run.on(empty.remove());
            }
        };
    }

    private void bare(Database database) throws SQLException {
        try (Connection connection = Server.connect(database); Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private void flyway(Database database) {
        Flyway.configure().dataSource(database.jdbcUrl(), Database.USER, "").locations("filesystem:" + files).load().migrate();
    }

    private void liquibase(Database database) throws Exception {
        try (Connection connection = Server.connect(database)) {
            var target = DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(connection));
            Scope.child(Scope.Attr.resourceAccessor, new DirectoryResourceAccessor(files),
                    () -> new CommandScope(UpdateCommandStep.COMMAND_NAME)
                            .addArgumentValue(DbUrlConnectionArgumentsCommandStep.DATABASE_ARG, target)
                            .addArgumentValue(UpdateCommandStep.CHANGELOG_FILE_ARG, "changelog.sql").execute());
        }
    }

    private void strata(Database database) {
        PgConnectOptions options = PgConnectOptions.fromUri(database.reactiveUrl()).setUser(Database.USER).setPassword("");
        List<KnownMigration> known = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            String path = "db/migration/V%d__step.sql".formatted(i);
            Path file = files.resolve("V%d__step.sql".formatted(i));
            known.add(KnownMigration.ofFile(KnownMigration.define(path, read(file)), () -> read(file), () -> null));
        }
        new Migrator(() -> PgConnection.connect(vertx, options).map(connection -> connection), MigrationSet.of(known),
                MigratorOptions.of("<default>")).migrate().await().atMost(Duration.ofMinutes(5));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        vertx.close();
        try (var all = Files.list(files)) {
            for (Path file : all.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(files);
    }

    private interface Run {
        void on(Database database) throws Exception;
    }
}
