package io.quarkiverse.strata.pool;

import static io.quarkiverse.strata.test.PostgresServer.await;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import io.quarkiverse.strata.test.PostgresServer;
import io.quarkiverse.strata.test.Standby;
import io.vertx.sqlclient.SqlConnection;

/** Whom the gate lets through: what isn't known for certain isn't passed. */
class GateTest {

    private static WalPosition at(long lsn) {
        return new WalPosition(1, 1, lsn);
    }

    @Test
    void onlyAServerInRecoveryThatHasReplayedThePosition() {
        try (PostgresServer primary = PostgresServer.start(); Standby standby = primary.standby()) {
            standby.waitUntilCaughtUp();
            SqlConnection asked = standby.connect("postgres");
            assertThat(await(Gate.passes(asked, at(1)))).isTrue();
            assertThat(await(Gate.passes(asked, at(Long.MAX_VALUE)))).isFalse();
            assertThat(await(Gate.passes(asked, new WalPosition(1, 2, 1)))).as("it receives another timeline").isFalse();
            SqlConnection writes = primary.connect("postgres");
            assertThat(await(Gate.passes(writes, at(1)))).as("a primary").isFalse();
            await(writes.close());
            standby.promote();
            assertThat(await(Gate.passes(asked, at(1)))).as("a primary that was a replica").isFalse();
            await(asked.close());
            assertThat(await(Gate.passes(asked, at(1)))).as("one that doesn't answer").isFalse();
        }
    }
}
