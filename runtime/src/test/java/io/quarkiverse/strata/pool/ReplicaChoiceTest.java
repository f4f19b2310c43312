package io.quarkiverse.strata.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.quarkiverse.strata.execution.Listeners;
import io.quarkiverse.strata.pool.PoolStatus.State;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;

/** Which of several replicas gets a read. */
class ReplicaChoiceTest {

    private final Vertx vertx = Vertx.vertx();
    private final List<Replica> replicas = IntStream.range(0, 3).mapToObj(this::replica).toList();

    private Replica replica(int number) {
        DedicatedConnections none = () -> Future.failedFuture("not reached");
        Replica replica = new Replica(new ReplicaPool("<default>", "r" + number, vertx,
                DriverPool.build(vertx, null, () -> Future.succeededFuture(new PgConnectOptions()), PoolSettings.ofSize(10)),
                none, Listeners.NONE, true), 10);
        replica.health(up(7));
        replica.answered(1_000_000);
        return replica;
    }

    private static Health up(int timeline) {
        return new Health(State.UP, null, 1L, timeline, 0, Duration.ZERO);
    }

    private long[] chosen(WalPosition position) {
        long[] counts = new long[replicas.size()];
        for (int i = 0; i < 3_000; i++) {
            Replica one = Replicas.choose(replicas, position);
            if (one != null) {
                counts[replicas.indexOf(one)]++;
            }
        }
        return counts;
    }

    @Test
    void equalOnesGetEqualShares() {
        assertThat(java.util.Arrays.stream(chosen(null)).boxed().toList()).allMatch(count -> count > 800 && count < 1_200);
    }

    @Test
    void aSlowOneIsChosenOnlyWhereNoFasterOneWasPicked() {
        IntStream.range(0, 50).forEach(i -> replicas.get(1).answered(5_000_000));
        long[] counts = chosen(null);
        assertThat(counts[1]).isZero();
        assertThat(counts[0] + counts[2]).isEqualTo(3_000);
    }

    @Test
    void oneThatIsOutGetsNothing() {
        replicas.get(0).health(Health.out(State.DOWN, "gone"));
        replicas.get(2).health(new Health(State.LAGGING, "late", 1L, 7, 9, Duration.ofSeconds(9)));
        assertThat(chosen(null)).containsExactly(0, 3_000, 0);
        replicas.get(1).health(Health.out(State.REFUSED, "another"));
        assertThat(Replicas.choose(replicas, null)).isNull();
        assertThat(Replicas.choose(List.of(), null)).isNull();
    }

    @Test
    void onlyOnesOfTheSameHistoryCanHaveAPosition() {
        replicas.get(0).health(up(6));
        replicas.get(1).health(new Health(State.UP, null, null, 0, -1, null));
        assertThat(chosen(new WalPosition(1, 7, 5))).containsExactly(0, 0, 3_000);
        assertThat(Replicas.choose(replicas, new WalPosition(2, 7, 5))).isNull();
        assertThat(Replicas.choose(replicas, WalPosition.UNKNOWN)).as("nobody knows where it is").isNull();
        assertThat(chosen(null)).doesNotContain(0);
    }
}
