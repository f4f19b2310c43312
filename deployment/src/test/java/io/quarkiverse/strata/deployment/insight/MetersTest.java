package io.quarkiverse.strata.deployment.insight;

import static io.quarkiverse.strata.sql.Sql.select;
import static io.quarkiverse.strata.sql.Sql.sql;
import static io.quarkiverse.strata.sql.Sql.val;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import jakarta.inject.Inject;

import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkiverse.strata.Database;
import io.quarkiverse.strata.ErrorDetails;
import io.quarkiverse.strata.SerializationFailureException;
import io.quarkiverse.strata.TransactionOptions;
import io.quarkiverse.strata.deployment.devservices.Ask;
import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;

/** Meters of statements and pools, with few series, and all of them documented. */
class MetersTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest().withApplicationRoot(jar -> jar.addClass(Ask.class))
            .setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-micrometer", Version.getVersion())))
            // its binder for Redis looks for a class that this module has for other reasons
            .overrideConfigKey("quarkus.micrometer.binder.redis.enabled", "false")
            .overrideConfigKey("quarkus.datasource.db-kind", "postgresql")
            .overrideConfigKey("quarkus.strata.devservices.replicas", "1")
            .overrideConfigKey("quarkus.strata.replicas.check-interval", "50ms")
            .overrideConfigKey("quarkus.strata.insight.slow-threshold", "50ms");

    @Inject
    MeterRegistry registry;

    @Inject
    Database db;

    @ConfigProperty(name = "quarkus.datasource.reactive.url")
    String primary;

    @ConfigProperty(name = "quarkus.strata.replicas.urls")
    String replica;

    @BeforeEach
    void countSomewhere() {
        if (Metrics.globalRegistry.getRegistries().isEmpty()) {
            Metrics.addRegistry(new SimpleMeterRegistry());
        }
    }

    @Test
    void statementsHaveTimersByWhatTheyDo() {
        await(db.execute(sql("CREATE TABLE film (id int8)")));
        await(db.execute(sql("INSERT INTO film VALUES (1)")));
        await(db.execute(sql("SELECT id FROM public.film WHERE id = :id").bind("id", 1L)));
        await(db.execute(sql("SELECT id FROM film")));
        await(db.tagged("naps").execute(sql("SELECT pg_sleep(0.06)")));
        assertThatThrownBy(() -> await(db.execute(sql("DELETE FROM film WHERE 1 / 0 = 1")))).isNotNull();

        Set<String> series = registry.find("strata.statements").timers().stream()
                .map(timer -> timer.getId().getTag("datasource")
                        + " | " + timer.getId().getTag("statement") + " | " + timer.getId().getTag("outcome") + " | "
                        + timer.count())
                .collect(Collectors.toSet());
        assertThat(series).contains("<default> | insert film | success | 1", "<default> | select film | success | 2",
                "<default> | naps | success | 1", "<default> | delete film | failure | 1", "<default> | other | success | 1");
        Timer naps = registry.get("strata.statements").tag("statement", "naps").timer();
        assertThat(naps.totalTime(TimeUnit.MILLISECONDS)).isGreaterThan(59);
        assertThat(registry.get("strata.statements.slow").tag("datasource", "<default>").functionCounter().count())
                .isGreaterThanOrEqualTo(1);
    }

    @Test
    void poolsHaveGaugesAndCounters() {
        await(db.tagged("pool").execute(sql("SELECT 1")));
        assertThat(gauge("strata.pool.size", "primary")).isBetween(1.0, 10.0);
        assertThat(gauge("strata.pool.max", "primary")).isEqualTo(10);
        assertThat(gauge("strata.pool.idle", "primary")).isEqualTo(gauge("strata.pool.size", "primary"));
        Timer acquired = registry.get("strata.pool.acquire").tags("server", "primary", "outcome", "success").timer();
        long lent = acquired.count();
        double waited = acquired.totalTime(TimeUnit.SECONDS);
        assertThat(acquired.takeSnapshot().histogramCounts()).extracting(bucket -> bucket.bucket(TimeUnit.MILLISECONDS))
                .contains(0.1, 1.0, 30000.0);
        var nap = db.tagged("pool").execute(sql("SELECT pg_sleep(1)")).subscribeAsCompletionStage();
        Awaitility.await().until(() -> gauge("strata.pool.in.use", "primary") == 1);
        assertThat(gauge("strata.pool.waiting", "primary")).isZero();
        nap.join();
        assertThat(gauge("strata.pool.in.use", "primary")).isZero();
        assertThat(acquired.count()).isEqualTo(lent + 1);
        assertThat(acquired.totalTime(TimeUnit.SECONDS)).isGreaterThan(waited).isLessThan(waited + 1);
        assertThat(counter("strata.pool.timeouts", "primary")).isZero();
    }

    @Test
    void transactionsHaveTimersByOutcome() {
        TransactionOptions named = TransactionOptions.defaults().withName("payment").withRetries(2);
        await(db.transaction(named, tx -> tx.execute(sql("SELECT 1"))));
        await(db.transaction(named, tx -> Uni.createFrom().item(1))); // was never on the server
        assertThatThrownBy(() -> await(db.transaction(named, tx -> tx.execute(sql("SELECT 1")).invoke(() -> {
            throw new IllegalStateException("undone");
        })))).hasMessage("undone");
        double before = retries();
        AtomicInteger attempts = new AtomicInteger();
        await(db.transaction(named, tx -> tx.execute(sql("SELECT 1")).invoke(() -> {
            if (attempts.incrementAndGet() < 3) {
                throw new SerializationFailureException("again", ErrorDetails.of("STRATA-2305"), null);
            }
        })));
        assertThat(retries()).isEqualTo(before + 2);
        Set<String> series = registry.find("strata.transactions").tag("transaction", "payment").timers().stream()
                .map(timer -> timer.getId().getTag("outcome") + " " + timer.count()).collect(Collectors.toSet());
        assertThat(series).containsExactlyInAnyOrder("committed 2", "rolled_back 3");
    }

    @Test
    void theTimeOfStatementsIsSplit() {
        await(db.execute(sql("SELECT 1")));
        double wire = phase("wire").totalTime(TimeUnit.MILLISECONDS);
        double queue = phase("queue").totalTime(TimeUnit.MILLISECONDS);
        long decoded = phase("decode").count();
        await(db.transaction(tx -> Uni.join().all(tx.execute(sql("SELECT pg_sleep(0.1)")), tx.execute(sql("SELECT 1")))
                .andFailFast()));
        assertThat(phase("wire").totalTime(TimeUnit.MILLISECONDS) - wire).isGreaterThan(99);
        assertThat(phase("queue").totalTime(TimeUnit.MILLISECONDS) - queue).isGreaterThan(99); // the second waits for its turn
        assertThat(phase("decode").count()).isEqualTo(decoded + 2);
    }

    private Timer phase(String phase) {
        return registry.get("strata.statements.phase").tags("datasource", "<default>", "phase", phase).timer();
    }

    @Test
    void openStreamsHoldTheServersCleanUpBack() {
        assertThat(gauge("strata.streams.open", "primary")).isZero();
        AssertSubscriber<Integer> reader = db.stream(sql("SELECT 1 FROM generate_series(1, 1000)").as(Integer.class))
                .subscribe().withSubscriber(AssertSubscriber.create(1));
        reader.awaitNextItem(Duration.ofSeconds(5));
        assertThat(gauge("strata.streams.open", "primary")).isEqualTo(1);
        assertThat(gauge("strata.streams.oldest", "primary")).isPositive().isLessThan(5);
        reader.cancel();
        Awaitility.await().until(() -> gauge("strata.streams.open", "primary") == 0);
        assertThat(gauge("strata.streams.oldest", "primary")).isZero();
    }

    private double retries() {
        return registry.get("strata.transactions.retries").functionCounter().count();
    }

    @Test
    void connectionsThatComeAndGoAreCounted() throws Exception {
        int pid = await(db.single(sql("SELECT pg_backend_pid()").as(Integer.class)));
        double opened = counter("strata.pool.opened", "primary");
        double lost = closed("lost");
        assertThat(opened).isGreaterThanOrEqualTo(1);
        ask(primary, "SELECT pg_terminate_backend(" + pid + ")");
        Awaitility.await().until(() -> closed("lost") == lost + 1);
        await(db.execute(sql("SELECT 1")));
        Awaitility.await().until(() -> counter("strata.pool.opened", "primary") > opened);
        assertThat(closed("switched")).isZero();
    }

    private double closed(String reason) {
        return registry.get("strata.pool.closed").tag("server", "primary").tag("reason", reason).functionCounter().count();
    }

    @Test
    void aReplicaTellsHowFarItIsBehindAndWhetherItServes() throws Exception {
        String server = replica.replaceAll(".*//([^/]+)/.*", "$1");
        Awaitility.await().until(() -> state(server, "up") == 1 && state("primary", "up") == 1);
        assertThat(gauge("strata.pool.max", server)).isEqualTo(10);
        Awaitility.await().until(() -> gauge("strata.replica.backlog", server) == 0);
        ask(replica, "SELECT pg_wal_replay_pause()");
        ask(primary, "CREATE TABLE fallen_behind ()");
        Awaitility.await()
                .until(() -> gauge("strata.replica.backlog", server) > 0 && gauge("strata.replica.lag", server) > 0.2);
        double bounced = counter("strata.replica.bounced", server);
        assertThat(await(db.readYourWrites(() -> db.execute(sql("INSERT INTO fallen_behind DEFAULT VALUES"))
                .chain(() -> db.onReplica().list(select(val(1)).from("fallen_behind"))))).size()).isEqualTo(1);
        assertThat(counter("strata.replica.bounced", server)).isEqualTo(bounced + 1);
        ask(replica, "SELECT pg_wal_replay_resume()");
        Awaitility.await().until(() -> gauge("strata.replica.backlog", server) == 0);

        ask(replica, "COPY (SELECT) TO PROGRAM "
                + "'cat >/dev/null; (sleep 0.5; kill -QUIT $(head -n 1 postmaster.pid)) >/dev/null 2>&1 &'");
        Awaitility.await().until(() -> state(server, "down") == 1);
        assertThat(state(server, "up")).isZero();
        assertThat(gauge("strata.replica.lag", server)).isNaN();
        assertThat(gauge("strata.replica.backlog", server)).isNaN();
        assertThat(state("primary", "up")).isEqualTo(1);
    }

    @Test
    void theDocumentedOnesAreThereAndNoOthers() throws Exception {
        await(db.tagged("documented").execute(sql("SELECT 1")));
        await(db.transaction(tx -> tx.execute(sql("SELECT 1"))));
        Set<String> registered = registry.getMeters().stream().map(Meter::getId)
                .filter(id -> id.getName().startsWith("strata."))
                .map(id -> line(id.getName(), id.getTags().stream().map(Tag::getKey).toList(), id.getType().name()))
                .collect(Collectors.toSet());
        assertThat(registered).isEqualTo(documented()).hasSize(22);
        assertThat(registry.getMeters()).filteredOn(meter -> meter.getId().getName().startsWith("strata."))
                .allSatisfy(meter -> assertThat(meter.getId().getDescription()).isNotBlank());
    }

    /** The table's rows: a line each for name, tags, kind and meaning. */
    private static Set<String> documented() throws Exception {
        Matcher row = Pattern.compile("\\|`(strata\\.[a-z.]+)`\n\\|`([a-z`, ]+)`\n\\|([a-z]+)\n\\|.+")
                .matcher(Files.readString(Path.of("../docs/modules/ROOT/pages/insight.adoc")));
        Set<String> rows = new HashSet<>();
        while (row.find()) {
            rows.add(line(row.group(1), List.of(row.group(2).split("`, `")), row.group(3)));
        }
        return rows;
    }

    private static String line(String name, List<String> tags, String kind) {
        return name + " " + new TreeSet<>(tags) + " " + kind.toLowerCase(Locale.ROOT);
    }

    private double gauge(String name, String server) {
        return registry.get(name).tag("datasource", "<default>").tag("server", server).gauge().value();
    }

    private double counter(String name, String server) {
        return registry.get(name).tag("datasource", "<default>").tag("server", server).functionCounter().count();
    }

    private double state(String server, String state) {
        return registry.get("strata.server.state").tag("server", server).tag("state", state).gauge().value();
    }

    private static void ask(String url, String sql) throws Exception {
        Ask.ask(url, "quarkus", "quarkus", sql);
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(20));
    }
}
