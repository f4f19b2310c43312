package io.quarkiverse.strata.insight;

import static io.quarkiverse.strata.sql.Sql.sql;
import static io.quarkiverse.strata.test.PostgresServer.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.logging.Level;

import org.jboss.threads.EnhancedQueueExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.strata.Queries;
import io.quarkiverse.strata.execution.Listeners;
import io.quarkiverse.strata.sql.Query;
import io.quarkiverse.strata.sql.Statement;
import io.quarkiverse.strata.test.LogLines;
import io.quarkiverse.strata.test.PostgresServer;
import io.quarkiverse.strata.test.TestDatabase;
import io.quarkiverse.strata.transaction.PipelineBegin;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.pgclient.PgConnection;

/** What is told of statements that really run. */
class InsightTest {

    private static final Statement SLOW = sql("SELECT pg_sleep(0.12), :secret").bind("secret", "hunter2");
    private static final Query<Long> ONE = sql("SELECT 1::int8").as(Long.class);

    private final List<SlowQueryAlert> alerts = new CopyOnWriteArrayList<>();
    private final LogLines log = new LogLines("io.quarkiverse.strata.insight");
    private TestDatabase database;
    private Insight insight;

    @AfterEach
    void close() {
        log.close();
        if (database != null) {
            database.close();
        }
    }

    private void open(CallSiteMode callSites, boolean plans) {
        open(new InsightOptions(Duration.ofMillis(100), Duration.ofSeconds(1), true, Duration.ofSeconds(10), plans, callSites,
                10,
                100, 20));
    }

    private void open(InsightOptions options) {
        DataSourceInsight one = new DataSourceInsight("<default>", options, () -> PgConnection
                .connect(PostgresServer.get().vertx(), PostgresServer.get().options(database.name())).map(c -> c), alerts::add);
        insight = new Insight(Map.of("<default>", one));
        database = new TestDatabase(4, PipelineBegin.READS, null,
                new Listeners(List.of(insight), List.of(), List.of(), List.of(), insight.callSites("<default>")));
    }

    @Test
    void statementsOfOneTextAreCountedTogether() {
        open(CallSiteMode.NEVER, false);
        await(database.db().list(numbers(3)));
        await(database.db().tagged("numbers").list(numbers(5)));
        assertThatThrownBy(() -> await(database.db().execute(sql("SELECT 1 / 0")))).hasMessageContaining("division by zero");

        QueryStats stats = insight.statements().stream().filter(each -> each.statement().contains("generate")).findFirst()
                .orElseThrow();
        assertThat(stats.statement()).isEqualTo("SELECT n FROM generate_series(1, $1::int8) n");
        assertThat(stats.calls()).isEqualTo(2);
        assertThat(stats.rows()).isEqualTo(8);
        assertThat(stats.failures()).isZero();
        assertThat(stats.tag()).isEqualTo("numbers");
        assertThat(stats.total()).isEqualTo(stats.waited().plus(stats.server()).plus(stats.mapping()));
        assertThat(stats.min()).isLessThanOrEqualTo(stats.p50()).isLessThanOrEqualTo(stats.mean());
        assertThat(stats.p99()).isLessThanOrEqualTo(stats.max());
        assertThat(insight.recent()).extracting(QueryRun::statement, QueryRun::rows, QueryRun::failure).containsExactly(
                tuple("SELECT 1 / 0", -1, "STRATA-2300 DatabaseException"),
                tuple(stats.statement(), 5, null),
                tuple(stats.statement(), 3, null));

        insight.reset();
        assertThat(insight.statements()).isEmpty();
        assertThat(insight.recent()).isEmpty();
    }

    @Test
    void aStreamIsOneRunWithoutTheTimeOfItsReader() {
        open(CallSiteMode.ALWAYS, false);
        Query<Long> many = sql("SELECT n FROM generate_series(1, 600) n").as(Long.class);
        long began = System.nanoTime();
        List<Long> rows = await(database.db().stream(many).onItem().transformToUniAndConcatenate(n -> n % 300 == 0
                ? Uni.createFrom().item(n).onItem().delayIt().by(Duration.ofMillis(150))
                : Uni.createFrom().item(n)).collect().asList());
        Duration wall = Duration.ofNanos(System.nanoTime() - began);
        assertThat(rows).hasSize(600);
        await(Multi.createBy().concatenating().streams(database.db().stream(many)).select().first(3).collect().asList());

        await().atMost(Duration.ofSeconds(5)).until(() -> insight.recent().size() == 2);
        assertThat(insight.recent().get(1).rows()).isEqualTo(600);
        assertThat(insight.recent().get(1).total()).isLessThan(wall.minusMillis(250));
        assertThat(insight.recent().get(1).callSite())
                .startsWith("io.quarkiverse.strata.insight.InsightTest.aStreamIsOneRunWithoutTheTimeOfItsReader:");
        assertThat(insight.recent().get(0).rows()).isEqualTo(256);
        assertThat(insight.recent().get(0).failure()).isNull();
    }

    @Test
    void aPoolsThreadIsNoPlaceInTheApplication() {
        open(CallSiteMode.ALWAYS, false);
        EnhancedQueueExecutor executor = new EnhancedQueueExecutor.Builder().build();
        try {
            await(Uni.createFrom().item(ONE).emitOn(executor).chain(database.db()::list));
        } finally {
            executor.shutdown();
        }
        assertThat(insight.recent()).singleElement().extracting(QueryRun::callSite).isNull();
    }

    @Test
    void aSlowStatementIsLoggedWithoutItsValues() {
        open(CallSiteMode.ALWAYS, false);
        await(Uni.join().all(database.db().tagged("naps").execute(SLOW), database.db().tagged("naps").execute(SLOW))
                .andCollectFailures());

        assertThat(log.with("STRATA-2601")).singleElement().asString()
                .matches("STRATA-2601: a statement of datasource <default> "
                        + "took \\d+ ms \\(limit 100 ms\\): waited [\\d.]+ ms, server \\d+ ms, mapping [\\d.]+ ms; 1 row; tag naps; at "
                        + "io\\.quarkiverse\\.strata\\.insight\\.InsightTest\\.aSlowStatementIsLoggedWithoutItsValues:\\d+\\. "
                        + "Statement: SELECT pg_sleep\\(0\\.12\\), \\$1");
        assertThat(log.level("STRATA-2601")).isEqualTo(Level.parse("WARN"));
        assertThat(insight.slow()).hasSize(2).allSatisfy(slow -> assertThat(slow.toString()).doesNotContain("hunter2"));
        assertThat(alerts).isEmpty();
    }

    @Test
    void logLinesOfOneStatementKeepTheirDistance() {
        open(new InsightOptions(Duration.ofMillis(100), Duration.ofMillis(110), true, Duration.ofMillis(300), false,
                CallSiteMode.SLOW, 0, 100, 20));
        for (int i = 0; i < 5; i++) {
            await(database.db().execute(SLOW));
        }

        assertThat(log.with("STRATA-2601")).hasSizeBetween(2, 3);
        assertThat(log.with("STRATA-2601").get(0)).doesNotContain("; at ");
        assertThat(log.with("STRATA-2601").get(1)).contains("; at io.quarkiverse.strata.insight.InsightTest.")
                .matches(".* \\([12] more slow runs of it weren't logged\\)");
        assertThat(alerts).hasSize(5).allSatisfy(alert -> assertThat(alert.threshold()).isEqualTo(Duration.ofMillis(110)));
    }

    @Test
    void aSlowStatementGetsItsGenericPlanAndAdvice() {
        open(CallSiteMode.NEVER, true);
        database.sql("CREATE TABLE film (id int8 PRIMARY KEY, rating varchar(10), \"Length\" int4); "
                + "INSERT INTO film SELECT n, 'R' || n % 500, n % 200 FROM generate_series(1, 20000) n; ANALYZE film");
        Statement slow = sql("SELECT pg_sleep(0.12) FROM film WHERE rating = :rating AND \"Length\" > 10 LIMIT 1")
                .bind("rating", "R499");
        await(database.db().execute(slow));

        await().atMost(Duration.ofSeconds(10)).until(() -> insight.slow().get(0).plan() != null);
        SlowQuery told = insight.slow().get(0);
        assertThat(told.plan().toString()).contains("Seq Scan on public.film", "$1").doesNotContain("R499");
        assertThat(told.advice()).extracting(IndexAdvice::ddl)
                .containsExactly("CREATE INDEX CONCURRENTLY ON public.film (rating, \"Length\")");
        await().atMost(Duration.ofSeconds(5)).until(() -> log.with("STRATA-2602").size() == 1);
        assertThat(log.with("STRATA-2602").get(0))
                .startsWith("STRATA-2602: the plan of a slow statement of datasource <default>; "
                        + "an index could help: CREATE INDEX CONCURRENTLY ON public.film (rating, \"Length\") (a slow statement reads all "
                        + "of about 20000 rows and keeps about ")
                .contains("\nLimit  (cost=");

        database.sql("CREATE INDEX ON film (rating)");
        assertThat(await(insight.advisor("<default>").advise())).isEmpty();
    }

    @Test
    void aWriteIsPlannedAndNotRunAgain() {
        open(CallSiteMode.NEVER, true);
        database.sql("CREATE TABLE t (id int8)");
        await(database.db().execute(sql("INSERT INTO t SELECT 1 FROM pg_sleep(0.12)")));
        await().atMost(Duration.ofSeconds(10)).until(() -> insight.slow().get(0).plan() != null);
        assertThat(insight.slow().get(0).plan().root().type()).isEqualTo("Insert");
        assertThat(database.number("SELECT count(*) FROM t")).isEqualTo(1);
    }

    @Test
    void foreignKeysWithoutIndexAreFound() {
        open(CallSiteMode.NEVER, false);
        database.sql("CREATE TABLE a (id int8 PRIMARY KEY, k int4, UNIQUE (id, k)); "
                + "CREATE TABLE b (id int8 PRIMARY KEY, a_id int8 REFERENCES a, x int8 REFERENCES a, y int4, "
                + "FOREIGN KEY (x, y) REFERENCES a (id, k)); CREATE INDEX ON b (a_id); CREATE INDEX ON b (y, x, id)");
        assertThat(await(insight.advisor("<default>").advise())).extracting(IndexAdvice::ddl, IndexAdvice::reason)
                .containsExactly(tuple("CREATE INDEX CONCURRENTLY ON public.b (x)",
                        "no index begins with the columns of the foreign key b_x_fkey: each row deleted from a reads the whole "
                                + "table"));
    }

    @Test
    void aStatementRepeatedInOneRequestWarnsOncePerPlace() {
        open(CallSiteMode.ALWAYS, false);
        inRequest(this::elevenTimes);
        inRequest(this::elevenTimes);
        for (int i = 0; i < 11; i++) {
            await(database.db().list(ONE)); // in no request
        }
        assertThat(log.with("STRATA-2603")).singleElement().asString()
                .matches("STRATA-2603: a statement of datasource <default> "
                        + "ran more than 10 times in one request, at io\\.quarkiverse\\.strata\\.insight\\.InsightTest\\.elevenTimes:\\d+"
                        + "\\. Read all rows at once: db\\.loader\\(…\\), a join, or col\\(…\\)\\.in\\(keys\\)\\. Statement: SELECT "
                        + "1::int8");
    }

    private Uni<?> elevenTimes() {
        Queries db = database.db();
        Uni<List<Long>> last = db.list(ONE);
        for (int i = 0; i < 10; i++) {
            last = last.chain(() -> db.list(ONE));
        }
        return last;
    }

    private static Query<Long> numbers(long last) {
        return sql("SELECT n FROM generate_series(1, :last) n").bind("last", last).as(Long.class);
    }

    private static void inRequest(Supplier<Uni<?>> work) {
        Context request = VertxContext.createNewDuplicatedContext(PostgresServer.get().vertx().getOrCreateContext());
        Promise<Object> done = Promise.promise();
        request.runOnContext(turn -> work.get().subscribe().with(done::complete, done::fail));
        Future<Object> over = done.future();
        await(over);
    }
}
