package io.quarkiverse.strata.cache;

import static io.quarkiverse.strata.sql.Sql.all;
import static io.quarkiverse.strata.sql.Sql.insertInto;
import static io.quarkiverse.strata.sql.Sql.select;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.strata.CacheUnavailableException;
import io.quarkiverse.strata.Retryable;
import io.quarkiverse.strata.sql.Select;
import io.quarkiverse.strata.sql.Statement;
import io.quarkiverse.strata.test.PostgresServer;
import io.quarkiverse.strata.test.RedisServer;
import io.smallrye.mutiny.Uni;

/** Redis goes away, or says nothing. */
class SilentRedisTest {

    private static final CacheSettings SETTINGS = settings(OnRedisSilence.FAIL);
    private static final Select<Long> COUNT = select(all()).from("t").asCount();
    private static final Statement INSERT = insertInto("t").values(1);

    private final RedisServer redis = new RedisServer();
    private final String database = PostgresServer.get().createDatabase();
    private Instance instance;
    private Instance other;

    @BeforeEach
    void open() {
        PostgresServer.get().execute(database, "CREATE TABLE t (id int)");
        instance = Instance.shared(database, redis, commits -> commits, Steps.ALL, SETTINGS);
        other = Instance.shared(database, redis, commits -> commits, Steps.ALL, settings(OnRedisSilence.AVAILABLE));
    }

    @AfterEach
    void close() {
        instance.close();
        other.close();
        redis.close();
    }

    @Test
    void readsGoToTheDatabaseAndWritesFollowTheSetting() {
        awaitHits(0);
        redis.kill();
        assertThat(count(instance)).isZero();
        assertThatThrownBy(() -> await(instance.db.execute(INSERT))).isInstanceOf(CacheUnavailableException.class)
                .isInstanceOf(Retryable.class).hasMessageStartingWith("STRATA-2510: a write of datasource <default> was rolled "
                        + "back, since the cache could not be told of it: ")
                .hasMessageEndingWith(
                        ". Run it again when Redis answers, or set quarkus.strata.cache.on-redis-silence=available"
                                + " to commit all the same and have outdated results for up to quarkus.strata.cache.max-stale.");
        assertThatThrownBy(() -> await(instance.db.transaction(tx -> tx.execute(INSERT))))
                .isInstanceOf(CacheUnavailableException.class);
        assertThat(count(instance)).isZero();
        await(other.db.execute(INSERT));
        assertThat(count(instance)).isEqualTo(1);
        redis.start();
        awaitHits(1);
        Awaitility.await().atMost(Duration.ofSeconds(10)).ignoreExceptions()
                .until(() -> await(instance.db.execute(INSERT)) == 1);
        assertThat(count(other)).isEqualTo(2);
    }

    @Test
    void aRedisThatSaysNothingHoldsNobodyUp() {
        awaitHits(0);
        redis.pause(true);
        long start = System.nanoTime();
        for (int i = 0; i < 20; i++) {
            assertThat(count(instance)).isZero();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        assertThat(instance.cache.statistics().failures()).isBetween(1L, 10L);
        redis.pause(false);
        awaitHits(0);
    }

    @Test
    void aNameIsInvalidatedInAllInstances() {
        awaitHits(0);
        Uni<Long> read = other.db.cacheFor(Duration.ofMinutes(1)).cacheKey("all").single(COUNT);
        assertThat(await(read)).isZero();
        PostgresServer.get().execute(database, "INSERT INTO t VALUES (1)");
        assertThat(await(read)).isZero();
        await(instance.db.cache().invalidate("all"));
        assertThat(await(read)).isEqualTo(1);
    }

    @Test
    void whatOneInstanceKeepsTheOtherIsGiven() {
        awaitHits(0);
        PostgresServer.get().execute(database, "INSERT INTO t VALUES (1)");
        assertThat(count(other)).isZero();
        assertThat(other.cache.statistics().hits()).isEqualTo(1);
        assertThat(other.cache.statistics().localHits()).isZero();
        assertThat(count(other)).isZero();
        assertThat(other.cache.statistics().localHits()).isEqualTo(1);
    }

    /** Reads until one is answered from what is kept: after its start there is a pause. */
    private void awaitHits(long expected) {
        long before = instance.cache.statistics().hits();
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
            assertThat(count(instance)).isEqualTo(expected);
            return instance.cache.statistics().hits() > before;
        });
    }

    private static long count(Instance instance) {
        return await(instance.db.cacheFor(Duration.ofMinutes(1)).single(COUNT));
    }

    private static CacheSettings settings(OnRedisSilence onSilence) {
        return new CacheSettings(Duration.ofMinutes(1), 1_000_000, 100_000, Duration.ofMillis(300), Duration.ofMillis(500),
                onSilence, Map.of());
    }

    private static <T> T await(Uni<T> uni) {
        return PostgresServer.await(uni);
    }
}
