package io.quarkiverse.strata.rental.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.strata.rental.Packaged;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/** The command line of the packaged application, as a process of its own: the jar, or the native executable. */
class CommandLineIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static EmbeddedPostgres server;

    @TempDir
    Path directory;

    private int processes;

    @BeforeAll
    static void startServer() throws IOException {
        server = EmbeddedPostgres.start();
    }

    @AfterAll
    static void stopServer() throws IOException {
        server.close();
    }

    /** What a native executable warns of that runs with another profile than it was built with. */
    private static final Pattern OTHER_PROFILE = Pattern.compile("^WARN .* The profile 'prod' used to build .*\n");

    private record Running(Process process, Path out, Path err) {

        Ended end() throws Exception {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return new Ended(process.exitValue(), Files.readString(out), OTHER_PROFILE.matcher(Files.readString(err))
                    .replaceFirst(""));
        }
    }

    private record Ended(int exitCode, String out, String err) {

        /** Standard output is one JSON object, and there is nothing else. */
        JsonNode json() throws IOException {
            assertThat(err).isEmpty();
            assertThat(out.lines()).hasSize(1);
            JsonNode json = JSON.readTree(out);
            assertThat(json.get("exitCode").asInt()).isEqualTo(exitCode);
            return json;
        }
    }

    private Ended db(String database, String... arguments) throws Exception {
        return start(server.getPort(), database, Map.of(), arguments).end();
    }

    private Running start(int port, String database, Map<String, String> environment, String... arguments)
            throws IOException {
        List<String> properties = new ArrayList<>(Packaged.dataSource(port, database));
        properties.add("-Dquarkus.http.port=" + port); // taken by PostgreSQL: an application that opened HTTP would fail
        Path out = directory.resolve("out" + ++processes);
        Path err = directory.resolve("err" + processes);
        return new Running(Packaged.start(properties, environment, out, err, arguments), out, err);
    }

    private static String create(String database) throws SQLException {
        sql("postgres", "CREATE DATABASE " + database);
        return database;
    }

    private static void sql(String database, String sql) throws SQLException {
        try (Connection connection = server.getDatabase("postgres", database).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long number(String database, String sql) throws SQLException {
        try (Connection connection = server.getDatabase("postgres", database).getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Test
    void fromNoDatabaseToAMigratedOneAndBack() throws Exception {
        Ended missing = db("cradle", "db", "status", "--json");
        assertThat(missing.exitCode()).isEqualTo(1);
        assertThat(missing.json().get("error").get("code").asText()).isEqualTo("STRATA-3217");
        assertThat(missing.json().get("error").get("message").asText()).endsWith("Run db create to create it");
        assertThat(db("cradle", "db", "create")).isEqualTo(
                new Ended(0, "Database cradle of datasource <default> was created\n", ""));

        Ended pending = db("cradle", "db", "status", "--exit-code");
        assertThat(pending.exitCode()).isEqualTo(3);
        assertThat(pending.out()).startsWith("Datasource <default>, database cradle, not marked\n")
                .endsWith("8 migrations, 0 applied, 8 pending\n");
        assertThat(db("cradle", "db", "plan").out()).startsWith("-- 20260901 Create places\nCREATE TABLE country (");

        Ended migrated = db("cradle", "db", "migrate");
        assertThat(migrated.exitCode()).isZero();
        assertThat(migrated.out()).contains("[8/8] migrated 20260908 Create newsletters, ")
                .endsWith("Datasource <default>: 8 migrations run\n");
        assertThat(migrated.err()).isEmpty();
        JsonNode status = db("cradle", "db", "status", "--exit-code", "--json").json().get("dataSources").get(0);
        assertThat(status.get("applied").asInt()).isEqualTo(8);
        assertThat(status.get("environment").asText()).isEqualTo("production");

        Ended refused = db("cradle", "db", "rollback", "--yes");
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).isEqualTo("STRATA-3402: database cradle is marked as production, and nobody is there to type"
                + " its name: nothing was done. Add --confirm cradle\n");
        JsonNode undone = db("cradle", "db", "rollback", "--steps", "2", "--confirm", "cradle", "--json").json();
        assertThat(undone.get("migrations")).extracting(run -> run.get("id").asText()).containsExactly("20260908",
                "20260907");
    }

    @Test
    void seedsAndBeginsAnewWhereItIsNotProduction() throws Exception {
        create("nursery");
        assertThat(start(server.getPort(), "nursery", Map.of("QUARKUS_STRATA_COMMAND_LINE_RUN", "migrate")).end().out())
                .endsWith("Datasource <default>: 8 migrations run\n");
        Map<String, String> development = Map.of("QUARKUS_PROFILE", "dev");
        Ended refused = start(server.getPort(), "nursery", development, "db", "seed").end();
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err()).isEqualTo("STRATA-3303: This database is marked as production, and this application, whose"
                + " environment is development, would seed datasource <default>. If it isn't production, mark it once as what"
                + " it is: db mark development. If the database is the wrong one, correct the URL of the datasource.\n");
        assertThat(db("nursery", "db", "mark", "development", "--confirm", "nursery").exitCode()).isZero();

        JsonNode fresh = start(server.getPort(), "nursery", development, "db", "fresh", "--yes", "--json").end().json();
        assertThat(fresh.get("migrations")).hasSize(8);
        assertThat(fresh.get("seeders")).hasSize(3);
        assertThat(number("nursery", "SELECT count(*) FROM rental")).isEqualTo(16_044);
        sql("nursery", "DELETE FROM payment");
        JsonNode seeded = start(server.getPort(), "nursery", development, "db", "seed", "--truncate", "--yes", "--json").end()
                .json();
        assertThat(seeded.get("emptied").get(0).get("tables")).hasSize(17);
        assertThat(number("nursery", "SELECT count(*) FROM payment")).isEqualTo(16_049);
    }

    @Test
    void twoThatMigrateAtOnceMigrateOnce() throws Exception {
        create("twins");
        Running one = start(server.getPort(), "twins", Map.of(), "db", "migrate", "--json");
        Running other = start(server.getPort(), "twins", Map.of(), "db", "migrate", "--json");
        JsonNode first = one.end().json();
        JsonNode second = other.end().json();
        assertThat(first.get("dataSources").get(0).get("migrations").size()
                + second.get("dataSources").get(0).get("migrations").size()).isEqualTo(8);
        assertThat(number("twins", "SELECT count(*) FROM strata_migrations")).isEqualTo(8);
    }

    @Test
    void aMigrationThatFailsIsTold() throws Exception {
        create("broken");
        sql("broken", "CREATE TABLE film (id int)");
        Ended failed = db("broken", "db", "migrate");
        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.out()).matches("\\[1/8] migrated 20260901 Create places, \\d+ ms\n");
        assertThat(failed.err()).startsWith("STRATA-3210: migration 20260902 Create films"
                + " (io.quarkiverse.strata.rental.migration.M20260902_CreateFilms) of datasource <default> failed at")
                .contains("relation \"film\" already exists (42P07)")
                .endsWith("Nothing of it was kept. Correct it and start again\n");
        assertThat(db("broken", "db", "migrate", "--json").json().get("error").get("code").asText())
                .isEqualTo("STRATA-3210");
    }

    @Test
    void aServerThatIsNotThereIsTold() throws Exception {
        int closed;
        try (ServerSocket socket = new ServerSocket(0)) {
            closed = socket.getLocalPort();
        }
        Ended failed = start(closed, "rental", Map.of(), "db", "status", "--json").end();
        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.json().get("error").get("code").asText()).isEqualTo("STRATA-3217");
        assertThat(failed.json().get("error").get("message").asText()).contains("Connection refused");
    }

    @Test
    void aWrongCommandLineEndsWithTwo() throws Exception {
        assertThat(db("rental", "db", "nonsense")).isEqualTo(
                new Ended(2, "", "STRATA-3401: there is no command nonsense, only status, migrate, rollback, plan, seed,"
                        + " fresh, create, mark, baseline, import, accept, repair, help. See db help\n"));
        Ended help = db("rental", "db", "help");
        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).startsWith("Usage: db [-h] [COMMAND]\n");
    }
}
