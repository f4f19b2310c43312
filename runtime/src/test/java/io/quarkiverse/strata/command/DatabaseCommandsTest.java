package io.quarkiverse.strata.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.strata.Queries;
import io.quarkiverse.strata.migration.KnownMigration;
import io.quarkiverse.strata.migration.MigrationSet;
import io.quarkiverse.strata.migration.Migrator;
import io.quarkiverse.strata.migration.MigratorOptions;
import io.quarkiverse.strata.pool.DatabaseServer;
import io.quarkiverse.strata.seeding.Environment;
import io.quarkiverse.strata.seeding.Seeder;
import io.quarkiverse.strata.seeding.SeederDefinition;
import io.quarkiverse.strata.seeding.Seeding;
import io.quarkiverse.strata.sql.Sql;
import io.quarkiverse.strata.test.PostgresServer;
import io.quarkiverse.strata.test.TestDatabase;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.SqlConnection;

class DatabaseCommandsTest {

    private final PostgresServer server = PostgresServer.get();
    private final TestDatabase test = new TestDatabase(3);
    private final Map<String, String> files = new LinkedHashMap<>(Map.of("V1__users.sql",
            "CREATE TABLE users (name text)", "V1__users.down.sql", "DROP TABLE users"));
    private final List<String> out = new ArrayList<>();
    private final List<String> err = new ArrayList<>();
    private final List<String> questions = new ArrayList<>();
    private Environment environment = Environment.TEST;
    private String database = test.name();
    private String user = "postgres";
    private String answer;
    private final CommandTerminal terminal = new CommandTerminal() {
        @Override
        public void out(String line) {
            out.addAll(line.lines().map(DatabaseCommandsTest.this::normal).toList());
        }

        @Override
        public void err(String line) {
            err.addAll(line.lines().map(DatabaseCommandsTest.this::normal).toList());
        }

        @Override
        public String ask(String question) {
            questions.add(normal(question));
            return answer;
        }
    };

    @AfterEach
    void close() {
        test.close();
    }

    private int db(String... arguments) {
        out.clear();
        err.clear();
        questions.clear();
        return commands().run(terminal, arguments);
    }

    private String normal(String line) {
        return line.replace(test.name(), "DB").replaceAll("\\d+ ms", "N ms").replaceAll("\"milliseconds\":\\d+",
                "\"milliseconds\":N").replaceAll("\\d{4}-\\d\\d-\\d\\d[T ][\\d:.]+Z", "TIME").replaceAll("  +", "  ");
    }

    private DatabaseCommands commands() {
        List<KnownMigration> known = files.keySet().stream().filter(name -> !name.contains(".down"))
                .map(name -> KnownMigration.ofFile(KnownMigration.define("db/migration/" + name, files.get(name)),
                        () -> files.get(name), () -> files.get(name.replace(".sql", ".down.sql"))))
                .toList();
        DatabaseServer target = new DatabaseServer() {
            @Override
            public Future<String> database() {
                return Future.succeededFuture(database);
            }

            @Override
            public Future<String> user() {
                return Future.succeededFuture(user);
            }

            @Override
            public Future<SqlConnection> connect(String name) {
                PgConnectOptions options = server.options(name).setUser(user).setPassword(user);
                return PgConnection.connect(server.vertx(), options).map(connection -> connection);
            }
        };
        Migrator migrator = new Migrator(() -> target.connect(database), MigrationSet.of(known),
                MigratorOptions.of("<default>"));
        Seeder users = new Seeder() {
            @Override
            public Uni<Void> run(Queries db) {
                return db.execute(Sql.sql("INSERT INTO users VALUES ('Ada')")).replaceWithVoid();
            }

            @Override
            public Set<String> truncates() {
                return Set.of("users");
            }
        };
        Seeding seeding = new Seeding(List.of(new SeederDefinition("Users", "Users", "<default>", Set.of(),
                Set.of(Environment.TEST))), environment, name -> false, definition -> users, name -> test.db());
        return new DatabaseCommands(List.of(new CommandTarget("<default>", migrator, target)), seeding);
    }

    @Test
    void statusTellsWhereEachMigrationStands() {
        assertThat(db("status")).isEqualTo(ExitCode.DONE);
        assertThat(out).containsExactly("Datasource <default>, database DB, not marked",
                "State  Id  Description  Batch  Executed at  Took  By", "PENDING  1  Users",
                "1 migration, 0 applied, 1 pending");
        assertThat(db("status", "--exit-code")).isEqualTo(ExitCode.PENDING);
        assertThat(db("status", "--json", "--exit-code")).isEqualTo(ExitCode.PENDING);
        assertThat(out).containsExactly("{\"command\":\"status\",\"exitCode\":3,\"dataSources\":[{\"dataSource\":\"<default>\","
                + "\"database\":\"DB\",\"environment\":null,\"applied\":0,\"pending\":1,\"wrong\":0,\"migrations\":[{\"id\":\"1\","
                + "\"description\":\"Users\",\"kind\":\"SQL\",\"state\":\"PENDING\",\"batch\":null,\"executedAt\":null,"
                + "\"milliseconds\":null,\"executedBy\":null,\"reason\":null}]}]}");
        db("migrate");
        assertThat(db("status", "--exit-code")).isEqualTo(ExitCode.DONE);
        assertThat(out).contains("APPLIED  1  Users  1  TIME  N ms  postgres", "1 migration, 1 applied, 0 pending");
        files.put("V1__users.sql", "CREATE TABLE users (name text, age int)");
        assertThat(db("status", "--exit-code")).isEqualTo(ExitCode.FAILED);
        assertThat(out).contains("1 migration, 0 applied, 0 pending, 1 to be looked at: db migrate says why");
    }

    @Test
    void migrateTellsOfEachAndPlanRunsNothing() {
        assertThat(db("plan")).isZero();
        assertThat(out).containsExactly("-- 1 Users", "CREATE TABLE users (name text);");
        assertThat(db("migrate")).isZero();
        assertThat(out).containsExactly("[1/1] migrated 1 Users, N ms", "Datasource <default>: 1 migration run");
        assertThat(db("migrate", "--json")).isZero();
        assertThat(out).containsExactly("{\"command\":\"migrate\",\"exitCode\":0,\"dataSources\":[{\"dataSource\":"
                + "\"<default>\",\"migrations\":[]}]}");
        assertThat(db("plan")).isZero();
        assertThat(out).containsExactly("-- nothing to migrate");
        assertThat(err).isEmpty();
    }

    @Test
    void aFailureIsOneMessageOrOneObject() {
        files.put("V2__b.sql", "CREATE TABLE b (id int);\nUPDATE nowhere SET id = 1");
        assertThat(db("migrate")).isEqualTo(ExitCode.FAILED);
        assertThat(out).containsExactly("[1/2] migrated 1 Users, N ms");
        assertThat(err).containsExactly("STRATA-3210: migration 2 B (db/migration/V2__b.sql) of datasource <default> failed at"
                + " statement 2 of 2: relation \"nowhere\" does not exist (42P01)", "1 | UPDATE nowhere SET id = 1",
                "  |  ^", "UPDATE nowhere SET id = 1",
                "Nothing of it was kept. Correct it and start again");
        assertThat(db("migrate", "--json")).isEqualTo(ExitCode.FAILED);
        assertThat(err).isEmpty();
        assertThat(out).singleElement().asString().startsWith("{\"command\":\"migrate\",\"exitCode\":1,\"error\":{\"code\":"
                + "\"STRATA-3210\",\"message\":\"STRATA-3210: migration 2 B");
    }

    @Test
    void rollbackShowsTheRowsAndAsks() {
        db("migrate");
        db("seed");
        answer = "no";
        assertThat(db("rollback")).isEqualTo(ExitCode.FAILED);
        assertThat(out).containsExactly("Rolls back in database DB of datasource <default>:", "  1 Users",
                "  drops table users, 1 row");
        assertThat(questions).containsExactly("Type yes to go on: ");
        assertThat(err).containsExactly("STRATA-3402: not confirmed, nothing was done");
        answer = null;
        assertThat(db("rollback")).isEqualTo(ExitCode.USAGE);
        assertThat(err).containsExactly("STRATA-3402: nobody is there to confirm it: nothing was done. Add --yes");
        assertThat(db("rollback", "--plan")).isZero();
        assertThat(out).containsExactly("-- 1 Users", "DROP TABLE users;", "--  drops table users, 1 row");
        answer = "yes";
        assertThat(db("rollback")).isZero();
        assertThat(out).endsWith("[1/1] rolled back 1 Users, N ms", "Datasource <default>: 1 migration rolled back");
        assertThat(db("rollback")).isZero();
        assertThat(out).containsExactly("Datasource <default>: nothing to roll back");
    }

    @Test
    void productionIsOnlyDestroyedByItsName() {
        db("migrate");
        db("seed");
        assertThat(db("mark", "production")).isZero();
        assertThat(out).containsExactly("Database DB of datasource <default> is marked as production");
        for (String command : List.of("rollback", "fresh")) {
            assertThat(db(command, "--yes")).isEqualTo(ExitCode.USAGE);
            assertThat(questions).containsExactly("This database is marked as production. Type its name, DB, to go on: ");
            assertThat(err).containsExactly("STRATA-3402: database DB is marked as production, and nobody is there to type its"
                    + " name: nothing was done. Add --confirm DB");
            assertThat(db(command, "--confirm", "another")).isEqualTo(ExitCode.USAGE);
            assertThat(err).containsExactly("STRATA-3402: --confirm names the database another, and this one is DB: nothing was"
                    + " done");
        }
        assertThat(db("seed", "--truncate", "--yes")).isEqualTo(ExitCode.FAILED);
        assertThat(err).singleElement().asString().startsWith("STRATA-3303: This database is marked as production, and tables"
                + " aren't emptied there.");
        assertThat(db("mark", "test")).isEqualTo(ExitCode.USAGE);
        assertThat(test.number("SELECT count(*) FROM users")).isEqualTo(1);
        assertThat(db("rollback", "--confirm", test.name())).isZero();
        assertThat(db("mark", "test", "--confirm", test.name())).isZero();
        assertThat(out).containsExactly("Database DB of datasource <default> is marked as test");
    }

    @Test
    void freshBeginsAnew() {
        db("migrate");
        db("seed");
        test.sql("CREATE TYPE stray AS ENUM ('a'); INSERT INTO users VALUES ('Eve')");
        assertThat(db("fresh", "--yes")).isZero();
        assertThat(out).containsExactly("Drops 4 objects of schema public in database DB of datasource <default>:",
                "  drops table public.users, 2 rows", "Dropped 4 objects", "[1/1] migrated 1 Users, N ms",
                "Datasource <default>: 1 migration run", "seeded Users, N ms", "1 seeder run, 0 had run before");
        assertThat(db("fresh", "--yes", "--json", "--no-seed")).isZero();
        assertThat(out)
                .containsExactly("{\"command\":\"fresh\",\"exitCode\":0,\"dataSource\":\"<default>\",\"database\":\"DB\","
                        + "\"schema\":\"public\",\"environment\":null,\"dropped\":3,\"tables\":[{\"table\":\"public.users\",\"loss\":"
                        + "\"TABLE\",\"rows\":1,\"more\":false}],\"migrations\":[{\"id\":\"1\",\"description\":\"Users\","
                        + "\"milliseconds\":N}],\"seeders\":[]}");
    }

    @Test
    void seedEmptiesTheTablesWhenAsked() {
        db("migrate");
        assertThat(db("seed")).isZero();
        assertThat(out).containsExactly("seeded Users, N ms", "1 seeder run, 0 had run before");
        test.sql("INSERT INTO users VALUES ('Eve')");
        assertThat(db("seed", "--truncate", "--yes")).isZero();
        assertThat(out).containsExactly("Empties the tables of the seeders in database DB of datasource <default>",
                "Emptied users in datasource <default>", "seeded Users, N ms", "1 seeder run, 0 had run before");
        assertThat(test.number("SELECT count(*) FROM users")).isEqualTo(1);
        assertThat(db("seed", "--json")).isZero();
        assertThat(out)
                .containsExactly("{\"command\":\"seed\",\"exitCode\":0,\"environment\":\"test\",\"seeders\":[{\"seeder\":"
                        + "\"Users\",\"dataSource\":\"<default>\",\"ran\":false,\"milliseconds\":N}],\"emptied\":[]}");
        environment = Environment.STAGING;
        assertThat(db("seed")).isZero();
        assertThat(out).containsExactly(
                "Nothing to seed: no seeder runs in the environment staging, which the profile decides");
    }

    @Test
    void aRefusedLoginIsToldWithWhatToLookAt() {
        server.execute("postgres", "DROP ROLE IF EXISTS stranger; CREATE ROLE stranger NOLOGIN");
        user = "stranger";
        assertThat(db("status")).isEqualTo(ExitCode.FAILED);
        assertThat(err).hasSize(1);
        assertThat(err.get(0)).startsWith("STRATA-3217: the migrations of datasource <default> can't be looked at or run: ")
                .endsWith(" (28000). Check its username and password, and the server's pg_hba.conf");
    }

    @Test
    void aDatasourceThatCantBeMadeIsToldInOneLine() {
        RuntimeException cause = new IllegalStateException("bean", new IllegalArgumentException(
                "Cannot parse invalid connection URI: jdbc:postgresql://me:secret@h/d",
                new IllegalArgumentException("Wrong syntax of connection URI")));
        assertThat(DatabaseCommands.unusable(terminal, cause, "status")).isEqualTo(ExitCode.FAILED);
        assertThat(err)
                .containsExactly("STRATA-3408: a datasource can't be used as it is configured: Wrong syntax of connection"
                        + " URI. Check quarkus.datasource.reactive.url, which looks like postgresql://host:5432/database, and what else"
                        + " is set of it. --verbose prints the stack trace");
        assertThat(DatabaseCommands.unusable(terminal, cause, "status", "--json")).isEqualTo(ExitCode.FAILED);
        assertThat(out).hasSize(1);
        assertThat(out.get(0)).startsWith("{\"command\":\"status\",\"exitCode\":1,\"error\":{\"code\":\"STRATA-3408\"");
    }

    @Test
    void createMakesTheDatabase() {
        database = test.name() + "_new";
        assertThat(db("status")).isEqualTo(ExitCode.FAILED);
        assertThat(err)
                .containsExactly(
                        "STRATA-3217: the migrations of datasource <default> can't be looked at or run: database \"DB_new\" does not exist"
                                + " (3D000). Check its URL, its role's rights and that the server is up. Run db create to create it");
        server.execute("postgres",
                "DROP ROLE IF EXISTS \"no Creator\"; CREATE ROLE \"no Creator\" LOGIN PASSWORD 'no Creator'");
        user = "no Creator";
        assertThat(db("create")).isEqualTo(ExitCode.FAILED);
        assertThat(err)
                .containsExactly("STRATA-3403: database DB_new of datasource <default> can't be created: permission denied"
                        + " to create database (42501). The role no Creator lacks the right: a superuser may run ALTER ROLE"
                        + " \"no Creator\" CREATEDB, or CREATE DATABASE DB_new OWNER \"no Creator\"");
        user = "postgres";
        assertThat(db("create")).isZero();
        assertThat(out).containsExactly("Database DB_new of datasource <default> was created");
        assertThat(db("create", "--json")).isZero();
        assertThat(out).containsExactly("{\"command\":\"create\",\"exitCode\":0,\"dataSources\":[{\"dataSource\":\"<default>\","
                + "\"database\":\"DB_new\",\"created\":false}]}");
        assertThat(db("status")).isZero();
    }

    @Test
    void aWrongCommandLineSaysWhatIsWrong() {
        assertThat(db("status", "--nonsense")).isEqualTo(ExitCode.USAGE);
        assertThat(err).containsExactly("STRATA-3401: db status has no option --nonsense. See db help status");
        assertThat(db("nonsense", "--json")).isEqualTo(ExitCode.USAGE);
        assertThat(out).containsExactly("{\"command\":\"db\",\"exitCode\":2,\"error\":{\"code\":\"STRATA-3401\",\"message\":"
                + "\"STRATA-3401: there is no command nonsense, only status, migrate, rollback, plan, seed, fresh, create, mark,"
                + " baseline, import, accept, repair, help."
                + " See db help\"}}");
        assertThat(db("--nonsense")).isEqualTo(ExitCode.USAGE);
        assertThat(err).containsExactly("STRATA-3401: db has no option --nonsense. See db help");
        assertThat(db("status", "twice")).isEqualTo(ExitCode.USAGE);
        assertThat(err).containsExactly("STRATA-3401: db status takes no argument twice. See db help status");
        assertThat(db("rollback", "--steps", "two")).isEqualTo(ExitCode.USAGE);
        assertThat(db("rollback", "--steps", "0")).isEqualTo(ExitCode.USAGE);
        assertThat(err).containsExactly("STRATA-3401: --steps is a number from 1 up");
        assertThat(db("rollback", "--steps", "1", "--to", "1")).isEqualTo(ExitCode.USAGE);
        assertThat(err).containsExactly("STRATA-3401: --steps and --to exclude each other: leave one out");
        assertThat(db("rollback", "--to", "x")).isEqualTo(ExitCode.USAGE);
        assertThat(err).containsExactly("STRATA-3401: --to names a migration by its id, 20261122.1: x is none");
        assertThat(db("migrate", "--datasource", "reports")).isEqualTo(ExitCode.USAGE);
        assertThat(err).containsExactly("STRATA-3404: there is no active datasource reports; those that are: <default>");
        assertThat(db("mark", "live")).isEqualTo(ExitCode.USAGE);
        assertThat(err).containsExactly("STRATA-3401: a database can't be marked as live: use one of production, staging,"
                + " development, test");
    }

    @Test
    void helpListsTheCommands() {
        assertThat(db()).isZero();
        List<String> usage = List.copyOf(out);
        assertThat(usage).contains("  plan  Print the SQL that migrate would run, and run none of it");
        assertThat(db("help")).isZero();
        assertThat(out).isEqualTo(usage);
        assertThat(db("help", "rollback")).isZero();
        List<String> rollback = List.copyOf(out);
        assertThat(rollback).contains("Undo migrations: those of the last run, or as many as you say");
        assertThat(db("rollback", "--help")).isZero();
        assertThat(out).isEqualTo(rollback);
        assertThat(db("help", "me")).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void whatIsThereAlreadyIsNotedAndNotRun() {
        files.put("V2__b.sql", "CREATE TABLE b (id int)");
        assertThat(db("baseline", "one")).isEqualTo(ExitCode.USAGE);
        assertThat(err).containsExactly("STRATA-3401: a migration is named by its id, 20261122.1: one is none");
        assertThat(db("import", "rails")).isEqualTo(ExitCode.USAGE);
        assertThat(db("import", "flyway")).isEqualTo(ExitCode.FAILED);
        assertThat(err).singleElement().asString().startsWith("STRATA-3227: ");
        assertThat(db("import", "flyway", "--table", "pg_class", "--up-to", "x")).isEqualTo(ExitCode.USAGE);
        assertThat(db("baseline", "1")).isZero();
        assertThat(out).containsExactly("Datasource <default>: noted as run: 1");
        assertThat(db("accept", "2")).isEqualTo(ExitCode.USAGE);
        assertThat(err).containsExactly("STRATA-3401: say why: --reason \"…\"");
        assertThat(db("accept", "2", "--reason", "by hand", "--json")).isZero();
        assertThat(out)
                .containsExactly("{\"command\":\"accept\",\"exitCode\":0,\"dataSource\":\"<default>\",\"migration\":\"2\","
                        + "\"reason\":\"by hand\"}");
        assertThat(db("status")).isZero();
        assertThat(out).endsWith("Migration 2 was accepted: by hand", "2 migrations, 2 applied, 0 pending");
        assertThat(db("repair")).isZero();
        assertThat(out).containsExactly("Datasource <default>: nothing to repair");
    }
}
