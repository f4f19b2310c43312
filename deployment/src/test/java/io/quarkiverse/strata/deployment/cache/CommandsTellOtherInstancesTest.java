package io.quarkiverse.strata.deployment.cache;

import static io.quarkiverse.strata.sql.Sql.sql;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.strata.Database;
import io.quarkiverse.strata.Queries;
import io.quarkiverse.strata.deployment.migration.TestServer;
import io.quarkiverse.strata.seeding.Environment;
import io.quarkiverse.strata.seeding.Seeder;
import io.quarkiverse.strata.sql.Query;
import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.quarkus.test.ProdBuildResults;
import io.quarkus.test.ProdModeTestResults;
import io.quarkus.test.QuarkusProdModeTest;
import io.smallrye.mutiny.Uni;
import redis.embedded.RedisServer;

/** One process keeps results, another one runs {@code db …}: the first gives nothing that is outdated by that. */
class CommandsTellOtherInstancesTest {

    private static final String DATABASE = "told";

    @RegisterExtension
    static final QuarkusProdModeTest APPLICATION = new QuarkusProdModeTest()
            .withApplicationRoot(root -> root.addClasses(Reader.class, Sequels.class)
                    .addAsResource(new StringAsset("CREATE TABLE film (id int PRIMARY KEY, title text);"
                            + " INSERT INTO film VALUES (1, 'Alien')"), "db/migration/V1__film.sql")
                    .addAsResource(new StringAsset("UPDATE film SET title = 'Aliens' WHERE id = 1"),
                            "db/migration/V2__plural.sql")
                    .addAsResource(new StringAsset("UPDATE film SET title = 'Alien' WHERE id = 1"),
                            "db/migration/V2__plural.down.sql"))
            .setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-redis-client", Version.getVersion())))
            .overrideConfigKey("quarkus.datasource.db-kind", "postgresql");

    private static RedisServer redis;
    private static int redisPort;

    @ProdBuildResults
    ProdModeTestResults built;

    @ApplicationScoped
    public static class Sequels implements Seeder {
        @Override
        public Uni<Void> run(Queries db) {
            return db.execute(sql("INSERT INTO film VALUES (3, 'Cube')").changes("film")).replaceWithVoid();
        }

        @Override
        public Set<Environment> environments() {
            return Set.of(Environment.STAGING);
        }
    }

    /** Reads whenever it is told to. */
    @QuarkusMain
    public static class Reader implements QuarkusApplication {

        private static final Query<String> TITLES = sql("SELECT string_agg(title, ', ' ORDER BY id) FROM film").reads("film")
                .as(String.class);

        @Inject
        Database db;

        @Override
        public int run(String... arguments) throws IOException {
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
            while (in.readLine() != null) {
                String titles = db.cacheFor(Duration.ofMinutes(5)).single(TITLES).await().atMost(Duration.ofSeconds(30));
                System.out.println("answer:" + db.cache().statistics().hits() + ":" + titles);
            }
            return 0;
        }
    }

    @BeforeAll
    static void start() throws IOException, SQLException {
        redis = new RedisServer();
        redis.start();
        redisPort = redis.ports().get(0);
        onServer("postgres", "CREATE DATABASE " + DATABASE);
    }

    @AfterAll
    static void stop() throws IOException {
        redis.stop();
    }

    @Test
    void whatTheyChangeIsReadAnew() throws Exception {
        db("migrate");
        Process reader = launch();
        try (PrintStream in = new PrintStream(reader.getOutputStream(), true);
                BufferedReader out = new BufferedReader(new InputStreamReader(reader.getInputStream()))) {
            keep(in, out, "Aliens");
            db("rollback", "--steps", "1", "--yes");
            assertThat(read(in, out)).endsWith(":Alien");

            keep(in, out, "Alien");
            onServer(DATABASE, "INSERT INTO film VALUES (2, 'Brazil')");
            assertThat(read(in, out)).endsWith(":Alien"); // which shows that it is kept
            db("migrate");
            assertThat(read(in, out)).endsWith(":Aliens, Brazil");

            keep(in, out, "Aliens, Brazil");
            db("fresh", "--no-seed", "--yes");
            assertThat(read(in, out)).endsWith(":Aliens");

            keep(in, out, "Aliens");
            db("seed");
            assertThat(read(in, out)).endsWith(":Aliens, Cube");
        }
        assertThat(reader.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    /** Reads until the answer comes from the cache. */
    private static void keep(PrintStream in, BufferedReader out, String expected) throws IOException {
        String first = read(in, out);
        String answer = first;
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (hits(answer) == hits(first) && System.nanoTime() < end) {
            answer = read(in, out);
            assertThat(answer).endsWith(":" + expected);
        }
        assertThat(hits(answer)).isGreaterThan(hits(first));
    }

    private static long hits(String answer) {
        return Long.parseLong(answer.split(":")[1]);
    }

    private static String read(PrintStream in, BufferedReader out) throws IOException {
        in.println("read");
        List<String> said = new ArrayList<>();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith("answer:")) {
                return line;
            }
            said.add(line);
        }
        throw new AssertionError(String.join("\n", said));
    }

    private void db(String... arguments) throws Exception {
        List<String> words = new ArrayList<>(List.of("db"));
        words.addAll(List.of(arguments));
        Process process = launch(words.toArray(String[]::new));
        String said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(said).isZero();
    }

    private Process launch(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-Dquarkus.profile=staging",
                "-Dquarkus.datasource.reactive.url=postgresql://localhost:"
                        + TestServer.port() + "/" + DATABASE,
                "-Dquarkus.datasource.username=postgres", "-Dquarkus.datasource.password=postgres",
                "-Dquarkus.redis.hosts=redis://127.0.0.1:" + redisPort, "-Dquarkus.strata.cache.enabled=true",
                "-Dquarkus.strata.cache.lease=300ms", "-jar", built.getBuiltArtifactPath().toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private static void onServer(String database, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:postgresql://localhost:" + TestServer.port() + "/" + database,
                "postgres", "postgres"); var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
