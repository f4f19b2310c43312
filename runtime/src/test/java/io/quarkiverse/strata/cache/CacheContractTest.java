package io.quarkiverse.strata.cache;

import static io.quarkiverse.strata.sql.Sql.col;
import static io.quarkiverse.strata.sql.Sql.select;
import static io.quarkiverse.strata.sql.Sql.update;
import static io.quarkiverse.strata.test.PostgresServer.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.strata.execution.CommitListener;
import io.quarkiverse.strata.execution.Writes;
import io.quarkiverse.strata.test.RedisServer;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;

/**
 * The contract: after a write was reported committed no cached read that starts later, in any instance, gives what was there
 * before. Two instances and one real Redis; writers that roll back and writers that die between the steps.
 */
class CacheContractTest {

    private static RedisServer redis;

    @BeforeAll
    static void start() {
        redis = new RedisServer();
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    @Test
    void noReadIsOutdated() {
        Checker checker = new Checker();
        run(checker, Steps.ALL, until(Duration.ofSeconds(6)));
        assertThat(checker.broken()).isEmpty();
    }

    @Test
    void noReadIsOutdatedWhenRedisForgetsOrGoesBack() {
        Checker checker = new Checker();
        BooleanSupplier goOn = until(Duration.ofSeconds(9));
        Thread trouble = new Thread(() -> {
            sleep(2000);
            redis.save();
            sleep(1000);
            redis.kill();
            redis.start(); // with what it had a second before it was killed
            sleep(2500);
            redis.tell("FLUSHALL");
        });
        trouble.start();
        run(checker, Steps.ALL, goOn);
        assertThat(checker.broken()).isEmpty();
    }

    /** The checker finds what each step is for. */
    @ParameterizedTest
    @CsvSource({ "false, true", "true, false" })
    void withoutAStepReadsAreOutdated(boolean intent, boolean tokensBefore) {
        Checker checker = new Checker();
        run(checker, new Steps(intent, tokensBefore, true), until(Duration.ofSeconds(20)));
        assertThat(checker.broken()).isNotEmpty();
    }

    @Test
    void whoIgnoresOpenIntentsReadsWhatIsOutdated() {
        assertThat(readBehindADeadWriter(Steps.ALL)).isEqualTo(1);
        assertThat(readBehindADeadWriter(new Steps(true, true, false))).isZero();
    }

    /** A reader keeps a row while a writer commits, and that one dies before it can tell that it has. */
    private static long readBehindADeadWriter(Steps steps) {
        String database = new Checker().database();
        try (Instance reader = Instance.shared(database, redis, UnaryOperator.identity(), steps, Instance.SETTINGS)) {
            Awaitility.await().until(() -> {
                await(row(reader));
                return reader.cache.statistics().hits() > 0;
            });
            UnaryOperator<CommitListener> dies = real -> new CommitListener() {
                @Override
                public Future<Void> before(Writes writes) {
                    return real.before(writes)
                            .compose(told -> Future.fromCompletionStage(row(reader).subscribeAsCompletionStage())).mapEmpty();
                }
            };
            try (Instance writer = Instance.shared(database, redis, dies, steps, Instance.SETTINGS)) {
                await(writer.db.execute(update("item").set("v", col("v").plus(1L)).where(col("id").eq(0))));
                return await(row(reader));
            }
        }
    }

    private static Uni<Long> row(Instance reader) {
        return reader.db.cacheFor(Duration.ofMinutes(5))
                .single(select(col("v")).from("item").where(col("id").eq(0)).as(Long.class));
    }

    @Test
    void noReadIsOutdatedInOneInstanceWithoutRedis() {
        Checker checker = new Checker();
        BooleanSupplier goOn = until(Duration.ofSeconds(3));
        try (Instance one = Instance.local(checker.database())) {
            checker.run(List.of(one.db, one.db), goOn);
            assertThat(one.cache.statistics().hits()).isPositive();
        }
        assertThat(checker.broken()).isEmpty();
    }

    private static void run(Checker checker, Steps steps, BooleanSupplier goOn) {
        UnaryOperator<CommitListener> dying = DyingWriters::new;
        try (Instance one = Instance.shared(checker.database(), redis, dying, steps, Instance.SETTINGS);
                Instance two = Instance.shared(checker.database(), redis, dying, steps, Instance.SETTINGS)) {
            checker.run(List.of(one.db, two.db), goOn);
            if (steps.equals(Steps.ALL)) {
                assertThat(one.cache.statistics().hits() + two.cache.statistics().hits()).isPositive();
                assertThat(checker.writes.get()).isPositive();
            }
        }
    }

    private static BooleanSupplier until(Duration duration) {
        long end = System.nanoTime() + duration.toNanos();
        return () -> System.nanoTime() - end < 0;
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
