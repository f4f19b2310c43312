package io.quarkiverse.strata.pool;

import static io.quarkiverse.strata.sql.Sql.sql;
import static io.quarkiverse.strata.test.PostgresServer.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.strata.ConnectionLostException;
import io.quarkiverse.strata.TransactionOptions;
import io.quarkiverse.strata.sql.Query;
import io.quarkiverse.strata.test.FaultProxy;
import io.quarkiverse.strata.test.LogLines;
import io.quarkiverse.strata.test.PostgresServer;
import io.quarkiverse.strata.test.SeveralHosts;
import io.quarkiverse.strata.test.Standby;

/** Which of several servers is the primary. */
class HostsTest {

    private static final Query<Integer> PORT = sql("SELECT current_setting('port')::int").as(Integer.class);

    private static PostgresServer primary;
    private String database;

    @AfterAll
    static void end() {
        if (primary != null) {
            primary.close();
        }
    }

    /** The tests leave it running, on its first timeline. */
    @BeforeEach
    void start() {
        if (primary == null) {
            primary = PostgresServer.start();
        }
        if (!primary.isRunning()) {
            primary.restart();
        }
        database = primary.createDatabase();
    }

    private static int port(SeveralHosts hosts) {
        return await(hosts.db().single(PORT));
    }

    @Test
    void standbysGetNothing() {
        try (Standby standby = primary.standby();
                SeveralHosts hosts = new SeveralHosts(primary, database, standby.port(), primary.port())) {
            assertThat(port(hosts)).isEqualTo(primary.port());
            assertThat(hosts.status().address()).isEqualTo("localhost:" + primary.port());
            assertThat(hosts.status().state()).isEqualTo(PoolStatus.State.UP);
            assertThat(hosts.monitor().primaryChanges()).isZero();
        }
    }

    @Test
    void callersWaitForAPromotion() {
        try (Standby standby = primary.standby();
                SeveralHosts hosts = new SeveralHosts(primary, database, primary.port(), standby.port())) {
            assertThat(port(hosts)).isEqualTo(primary.port());
            primary.kill();
            CompletableFuture<Integer> waiting = hosts.db().single(PORT).subscribeAsCompletionStage();
            Awaitility.await().until(() -> hosts.status().state() == PoolStatus.State.DOWN);
            assertThat(hosts.status().reason()).contains("localhost:" + standby.port() + " is a standby")
                    .contains("localhost:" + primary.port() + " doesn't answer");
            assertThat(waiting).isNotDone();
            standby.promote();
            assertThat(waiting).succeedsWithin(Duration.ofSeconds(3)).isEqualTo(standby.port());
        }
    }

    @Test
    void withoutAnAnswerCallersAreTold() {
        try (SeveralHosts hosts = new SeveralHosts(primary, database, 1, 2)) {
            assertThatThrownBy(() -> port(hosts)).isInstanceOf(ConnectionLostException.class)
                    .hasMessageContaining(
                            "STRATA-2103: no host of datasource <default> can be reached: localhost:1 doesn't answer")
                    .hasMessageContaining("Check quarkus.datasource.reactive.url");
        }
    }

    @Test
    void anOlderTimelineIsNeverUsedAgain() {
        try (Standby standby = primary.standby();
                SeveralHosts hosts = new SeveralHosts(primary, database, primary.port(), standby.port())) {
            assertThat(port(hosts)).isEqualTo(primary.port());
            primary.kill();
            standby.promote();
            assertThat(port(hosts)).isEqualTo(standby.port());
            primary.restart();
            standby.kill();
            long began = System.nanoTime();
            assertThatThrownBy(() -> port(hosts)).isInstanceOf(ConnectionLostException.class)
                    .hasMessageContaining("STRATA-2135").hasMessageContaining("timeline 1");
            assertThat(Duration.ofNanos(System.nanoTime() - began)).as("nobody waits for it")
                    .isLessThan(Duration.ofSeconds(15));
            // who starts anew and sees both is not taken in either
            standby.start();
            try (SeveralHosts later = new SeveralHosts(primary, database, primary.port(), standby.port())) {
                assertThat(port(later)).isEqualTo(standby.port());
            }
            assertThat(port(hosts)).isEqualTo(standby.port());
        }
    }

    @Test
    void whatAServerRefusesIsTold() {
        primary.execute(database, "CREATE ROLE mute LOGIN");
        primary.execute("postgres", "REVOKE EXECUTE ON FUNCTION pg_control_system() FROM public");
        primary.execute(database, "REVOKE EXECUTE ON FUNCTION pg_control_system() FROM public");
        try (FaultProxy alias = new FaultProxy(primary.port());
                SeveralHosts hosts = SeveralHosts.as(primary, "mute", database, primary.port(), alias.port());
                SeveralHosts one = SeveralHosts.as(primary, "mute", database, primary.port());
                SeveralHosts nobody = SeveralHosts.as(primary, "nobody", database, primary.port(), alias.port())) {
            assertThatThrownBy(() -> port(hosts)).hasMessageContaining("STRATA-2144").hasMessageContaining("EXECUTE");
            assertThat(port(one)).as("one address is used as it is").isEqualTo(primary.port());
            assertThatThrownBy(() -> port(nobody)).hasMessageContaining("STRATA-2104");
        }
    }

    @Test
    void twoOfTheSameTimelineAreNotUsed() {
        try (LogLines log = new LogLines(Hosts.class.getName());
                Standby one = primary.standby();
                Standby other = primary.standby();
                SeveralHosts hosts = new SeveralHosts(primary, database, primary.port(), one.port(), other.port())) {
            assertThat(port(hosts)).isEqualTo(primary.port());
            primary.kill();
            one.promote();
            assertThat(port(hosts)).isEqualTo(one.port());
            other.promote();
            Awaitility.await().until(() -> !log.with("STRATA-2134").isEmpty());
            assertThatThrownBy(() -> port(hosts)).isInstanceOf(ConnectionLostException.class)
                    .hasMessageContaining("STRATA-2134").hasMessageContaining("are both out of recovery on timeline 2");
            assertThat(hosts.status().state()).isEqualTo(PoolStatus.State.DOWN);
            // one that is silent may still take writes of others
            other.kill();
            assertThatThrownBy(() -> port(hosts)).hasMessageContaining("STRATA-2134");
        }
    }

    @Test
    void severalAddressesOfOneServer() {
        try (LogLines log = new LogLines(Hosts.class.getName());
                FaultProxy alias = new FaultProxy(primary.port());
                SeveralHosts hosts = new SeveralHosts(primary, database, primary.port(), alias.port())) {
            assertThat(port(hosts)).isEqualTo(primary.port());
            assertThat(hosts.status().address()).contains(Integer.toString(alias.port())).contains(
                    Integer.toString(primary.port()));
            primary.stop();
            primary.restart();
            Awaitility.await().ignoreExceptions().until(() -> port(hosts) == primary.port());
            Awaitility.await().during(Duration.ofSeconds(2)).atMost(Duration.ofSeconds(4))
                    .until(() -> port(hosts) == primary.port());
            assertThat(log.with("STRATA-2134")).isEmpty();
            assertThat(hosts.monitor().primaryChanges()).isZero();
        }
    }

    @Test
    void serversOfDifferentSystems() {
        try (SeveralHosts hosts = new SeveralHosts(primary, "postgres", primary.port(), PostgresServer.get().port())) {
            assertThatThrownBy(() -> port(hosts)).isInstanceOf(ConnectionLostException.class)
                    .hasMessageContaining("STRATA-2134").hasMessageContaining("belong to several database systems");
        }
    }

    /** It has all that its own primary writes, and nothing of what the new one does. */
    @Test
    void aReplicaOfTheFormerPrimaryGetsNoReads() {
        try (Standby standby = primary.standby();
                Standby follower = primary.standby();
                SeveralHosts hosts = SeveralHosts.withReplica(primary, database, follower.port(), primary.port(),
                        standby.port())) {
            follower.waitUntilCaughtUp();
            assertThat(port(hosts)).isEqualTo(primary.port());
            Awaitility.await().until(() -> replica(hosts).state() == PoolStatus.State.UP);
            assertThat(await(hosts.db().onReplica().single(PORT))).isEqualTo(follower.port());
            standby.promote();
            Awaitility.await().until(() -> replica(hosts).state() == PoolStatus.State.LAGGING);
            assertThat(replica(hosts).reason()).startsWith("STRATA-2124: it follows timeline 1 still");
            assertThat(await(hosts.db().onReplica().single(PORT))).isEqualTo(standby.port());
        }
    }

    private static PoolStatus replica(SeveralHosts hosts) {
        return hosts.monitor().pools().get(1);
    }

    /** The server itself says that it goes away where one backend alone is ended. */
    @Test
    void aBackendThatIsEndedOrOnlyReadsLeavesTheOthersAlone() {
        try (FaultProxy alias = new FaultProxy(primary.port());
                SeveralHosts hosts = new SeveralHosts(primary, database, primary.port(), alias.port())) {
            port(hosts);
            CompletableFuture<Integer> other = hosts.db().transaction(tx -> tx.single(PORT)
                    .chain(port -> tx.single(sql("SELECT 7 FROM pg_sleep(1)").as(Integer.class)))).subscribeAsCompletionStage();
            assertThatThrownBy(() -> await(hosts.db().single(sql("SELECT pg_terminate_backend(pg_backend_pid())"))))
                    .isInstanceOf(ConnectionLostException.class);
            assertThatThrownBy(() -> await(hosts.db().transaction(TransactionOptions.reading(),
                    tx -> tx.execute(sql("CREATE TABLE t ()"))))).hasMessageContaining("STRATA-2419");
            assertThat(other).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(7);
            assertThat(hosts.monitor().primaryChanges()).isZero();
        }
    }

    /** Connections to the server before are closed when a new one meets its successor, and no new one goes back. */
    @Test
    void oneAddressThatMoves() {
        try (LogLines log = new LogLines(Hosts.class.getName());
                Standby standby = primary.standby();
                FaultProxy address = new FaultProxy(primary.port());
                SeveralHosts hosts = new SeveralHosts(primary, database, address.port())) {
            assertThat(port(hosts)).isEqualTo(primary.port());
            CompletableFuture<Void> beside = new CompletableFuture<>();
            await(hosts.primary().dedicated().connect()).closeHandler(gone -> beside.complete(null));
            standby.promote();
            address.redirect(standby.port());
            assertThat(port(hosts)).isEqualTo(primary.port());
            CompletableFuture<Integer> slow = hosts.db().single(sql("SELECT 1 FROM pg_sleep(10)").as(Integer.class))
                    .subscribeAsCompletionStage();
            Awaitility.await().ignoreExceptions().until(() -> port(hosts) == standby.port());
            assertThat(slow).failsWithin(Duration.ofSeconds(2)).withThrowableThat()
                    .withCauseInstanceOf(ConnectionLostException.class);
            assertThat(beside).as("a connection beside the pool").succeedsWithin(Duration.ofSeconds(2));
            assertThat(log.with("STRATA-2136")).hasSize(1);
            address.redirect(primary.port());
            address.cut();
            Awaitility.await().ignoreExceptionsInstanceOf(ConnectionLostException.class).untilAsserted(
                    () -> assertThatThrownBy(() -> port(hosts)).hasMessageContaining("STRATA-2135")
                            .hasMessageContaining("timeline 1"));
        }
    }
}
