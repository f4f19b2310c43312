package io.quarkiverse.strata.cache;

import static io.quarkiverse.strata.sql.Sql.col;
import static io.quarkiverse.strata.sql.Sql.select;
import static io.quarkiverse.strata.sql.Sql.sql;
import static io.quarkiverse.strata.sql.Sql.update;
import static io.quarkiverse.strata.test.PostgresServer.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.quarkiverse.strata.execution.CommitListener;
import io.quarkiverse.strata.execution.Writes;
import io.quarkiverse.strata.sql.Query;
import io.quarkiverse.strata.test.PostgresServer;
import io.quarkiverse.strata.test.RedisServer;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;

/**
 * What each step of the protocol is for: a history in which a read would be outdated without it, and isn't with it. Two
 * instances and one real Redis. {@link CacheProcessesTest} has the histories that nobody thought of.
 */
class CacheContractTest {

    private static final Duration LONG = Duration.ofMinutes(5);

    private static RedisServer redis;

    private final String database = new Checker().database();

    @BeforeAll
    static void start() {
        redis = new RedisServer();
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    @Test
    void whoTellsOnlyAfterCommitMayNeverTell() {
        assertThat(readBehindADeadWriter(Steps.ALL, false)).isEqualTo(1);
        assertThat(readBehindADeadWriter(new Steps(false, true, true), false)).isZero();
    }

    @Test
    void whoIgnoresOpenIntentsReadsWhatIsOutdated() {
        assertThat(readBehindADeadWriter(Steps.ALL, true)).isEqualTo(1);
        assertThat(readBehindADeadWriter(new Steps(true, true, false), true)).isZero();
    }

    /** A reader has kept a row, a writer commits, and dies before it can tell that it has. @param refills between the steps */
    private long readBehindADeadWriter(Steps steps, boolean refills) {
        try (Instance reader = Instance.shared(database, redis, UnaryOperator.identity(), steps, Instance.SETTINGS)) {
            await(reader.db.execute(update("item").set("v", 0L).allRows()));
            keep(reader);
            UnaryOperator<CommitListener> dies = real -> new CommitListener() {
                @Override
                public Future<Void> before(Writes writes) {
                    return real.before(writes).compose(told -> refills
                            ? Future.fromCompletionStage(row(reader).subscribeAsCompletionStage()).mapEmpty()
                            : Future.succeededFuture());
                }
            };
            try (Instance writer = Instance.shared(database, redis, dies, steps, Instance.SETTINGS)) {
                raise(writer);
                return await(row(reader));
            }
        }
    }

    @Test
    void whoKeepsAResultWithTheTokensOfAfterwardsKeepsWhatIsOutdated() throws Exception {
        assertThat(readAfterASlowOne(Steps.ALL)).isEqualTo(1);
        assertThat(readAfterASlowOne(new Steps(true, false, true))).isZero();
    }

    /** A query sees the rows as they are, a writer commits and tells, and then the query's result arrives and is kept. */
    private long readAfterASlowOne(Steps steps) throws Exception {
        Query<Long> slow = sql("SELECT v FROM item, (SELECT pg_advisory_xact_lock_shared(7)) AS held WHERE id = 0")
                .reads("item").as(Long.class);
        SqlConnection gate = PostgresServer.get().connect(database);
        try (Instance reader = Instance.shared(database, redis, UnaryOperator.identity(), steps, Instance.SETTINGS);
                Instance writer = Instance.shared(database, redis)) {
            await(reader.db.execute(update("item").set("v", 0L).allRows()));
            keep(reader);
            await(gate.query("SELECT pg_advisory_lock(7)").execute());
            CompletableFuture<Long> first = reader.db.cacheFor(LONG).single(slow).subscribeAsCompletionStage();
            Awaitility.await().until(() -> await(gate
                    .query("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted").execute())
                    .iterator().next().getLong(0) == 1);
            raise(writer);
            keep(writer); // so its end was heard
            long stored = reader.cache.statistics().stored();
            await(gate.query("SELECT pg_advisory_unlock(7)").execute());
            assertThat(first.get()).isZero();
            Awaitility.await().until(() -> reader.cache.statistics().stored() > stored); // who asks afterwards does so later
            return await(reader.db.cacheFor(LONG).single(slow));
        } finally {
            gate.close();
        }
    }

    @Test
    void noReadIsOutdatedInOneInstanceWithoutRedis() {
        Checker checker = new Checker();
        BooleanSupplier goOn = until(Duration.ofSeconds(3));
        try (Instance one = Instance.local(checker.database(),
                Instance.settings(Duration.ofMillis(500), Workload.TRIGGERS))) {
            checker.run(List.of(new Workload(one.db), new Workload(one.db)), goOn);
            assertThat(one.cache.statistics().hits()).isPositive();
        }
        assertThat(checker.broken()).isEmpty();
        assertThat(checker.writes).hasPositiveValue();
    }

    /** Reads a row until it is answered from what is kept. */
    private static void keep(Instance reader) {
        long before = reader.cache.statistics().hits();
        Awaitility.await().until(() -> {
            await(row(reader));
            return reader.cache.statistics().hits() > before;
        });
    }

    private static Uni<Long> row(Instance reader) {
        return reader.db.cacheFor(LONG).single(select(col("v")).from("item").where(col("id").eq(0)).as(Long.class));
    }

    private static void raise(Instance writer) {
        await(writer.db.execute(update("item").set("v", col("v").plus(1L)).where(col("id").eq(0))));
    }

    private static BooleanSupplier until(Duration duration) {
        long end = System.nanoTime() + duration.toNanos();
        return () -> System.nanoTime() - end < 0;
    }
}
