package io.quarkiverse.strata.transaction;

import static io.quarkiverse.strata.sql.Sql.col;
import static io.quarkiverse.strata.sql.Sql.count;
import static io.quarkiverse.strata.sql.Sql.select;
import static io.quarkiverse.strata.sql.Sql.sql;
import static io.quarkiverse.strata.test.PostgresServer.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.quarkiverse.strata.pool.PoolStatus;
import io.quarkiverse.strata.pool.PoolStatus.State;
import io.quarkiverse.strata.pool.Routing;
import io.quarkiverse.strata.sql.Query;
import io.quarkiverse.strata.test.FaultProxy;
import io.quarkiverse.strata.test.LogLines;
import io.quarkiverse.strata.test.PostgresServer;
import io.quarkiverse.strata.test.ReplicatedDatabase;
import io.quarkiverse.strata.test.Standby;

/** Replicas go out of use and come back, and no read fails meanwhile. */
class ReplicaHealthTest {

    private static final Query<Long> READ = select(count()).from("note");
    private static final Duration LAG = Duration.ofSeconds(30);

    static PostgresServer primary;
    static Standby standby;
    static String database;

    @BeforeAll
    static void start() {
        primary = PostgresServer.start();
        database = primary.createDatabase();
        primary.execute(database, "CREATE TABLE note (id int PRIMARY KEY); INSERT INTO note SELECT generate_series(1, 10)");
        standby = primary.standby();
        standby.waitUntilCaughtUp();
    }

    @AfterAll
    static void end() {
        standby.close();
        primary.close();
    }

    private static ReplicatedDatabase open(Routing routing, Duration maxLag, int port) {
        return new ReplicatedDatabase(primary, database, routing, maxLag, port);
    }

    private static String ranLastOn(ReplicatedDatabase db) {
        return db.runs().get(db.runs().size() - 1).server();
    }

    @Test
    void whatIsSentWhere() {
        try (ReplicatedDatabase explicit = open(Routing.EXPLICIT, LAG, standby.port()).awaitUp();
                ReplicatedDatabase reads = open(Routing.READS, LAG, standby.port()).awaitUp()) {
            String replica = "localhost:" + standby.port();
            await(explicit.db().single(READ));
            assertThat(ranLastOn(explicit)).isEqualTo(PoolStatus.PRIMARY);
            await(explicit.db().onReplica().single(READ));
            assertThat(ranLastOn(explicit)).isEqualTo(replica);
            await(explicit.db().onReplica().list(sql("SELECT id FROM note")));
            assertThat(ranLastOn(explicit)).isEqualTo(replica);

            await(reads.db().single(READ));
            assertThat(ranLastOn(reads)).isEqualTo(replica);
            await(reads.db().onPrimary().single(READ));
            assertThat(ranLastOn(reads)).isEqualTo(PoolStatus.PRIMARY);
            await(reads.db().list(sql("SELECT id FROM note")));
            assertThat(ranLastOn(reads)).isEqualTo(PoolStatus.PRIMARY);
            await(reads.db().list(select(col("id")).from("note").forUpdate()));
            assertThat(ranLastOn(reads)).isEqualTo(PoolStatus.PRIMARY);
            await(reads.db().transaction(tx -> tx.onReplica().single(READ)));
            assertThat(ranLastOn(reads)).isEqualTo(PoolStatus.PRIMARY);
            await(reads.db().stream(select(col("id")).from("note")).collect().asList());
            assertThat(reads.replica(standby.port()).lent()).isEqualTo(2);
        }
    }

    @Test
    void aReplicaThatDiesIsOutAndComesBack() {
        try (ReplicatedDatabase db = open(Routing.READS, LAG, standby.port()).awaitUp()) {
            assertThat(await(db.db().single(READ))).isEqualTo(10);
            standby.kill();
            for (int i = 0; i < 20; i++) {
                assertThat(await(db.db().single(READ))).isEqualTo(10);
            }
            db.awaitState(standby.port(), State.DOWN);
            assertThat(db.replica(standby.port()).reason()).startsWith("STRATA-2121: it does not answer: ");
            assertThat(await(db.db().single(READ))).isEqualTo(10);
            assertThat(ranLastOn(db)).isEqualTo(PoolStatus.PRIMARY);
            standby.start();
            db.awaitState(standby.port(), State.UP);
            assertThat(await(db.db().single(READ))).isEqualTo(10);
            assertThat(ranLastOn(db)).isEqualTo("localhost:" + standby.port());
            assertThat(db.busy()).isZero();
        }
    }

    /** Nothing tells the client that a server hangs: the watch closes what waits there, and the primary answers. */
    @Test
    void aReplicaThatHangsIsOutAndItsReadsGoOn() {
        try (FaultProxy proxy = new FaultProxy(standby.port());
                ReplicatedDatabase db = open(Routing.READS, LAG, proxy.port()).awaitUp()) {
            await(db.db().single(READ));
            proxy.stall();
            assertThat(await(db.db().single(READ))).isEqualTo(10);
            assertThat(ranLastOn(db)).isEqualTo(PoolStatus.PRIMARY);
            assertThat(db.replica(proxy.port()).state()).isEqualTo(State.DOWN);
            assertThat(db.replica(proxy.port()).bounced()).isEqualTo(1);
            proxy.resume();
            db.awaitState(proxy.port(), State.UP);
            assertThat(db.busy()).isZero();
        }
    }

    @Test
    void replicasServeWhileThePrimaryIsAway() {
        try (ReplicatedDatabase db = open(Routing.READS, LAG, standby.port()).awaitUp()) {
            primary.kill();
            try {
                Awaitility.await().until(() -> db.pools().get(0).state() == State.DOWN);
                assertThat(await(db.db().single(READ))).isEqualTo(10);
                assertThat(db.replica(standby.port()).state()).isEqualTo(State.UP);
            } finally {
                primary.restart();
            }
            Awaitility.await().until(() -> db.pools().get(0).state() == State.UP);
        }
        standby.awaitStreaming();
    }

    @Test
    void aReplicaThatFallsBehindIsOutUntilItHasCaughtUp() {
        try (ReplicatedDatabase db = open(Routing.READS, Duration.ofMillis(300), standby.port()).awaitUp()) {
            standby.pauseReplay();
            try {
                primary.execute(database, "INSERT INTO note VALUES (100); DELETE FROM note WHERE id = 100");
                db.awaitState(standby.port(), State.LAGGING);
                PoolStatus status = db.replica(standby.port());
                assertThat(status.reason())
                        .matches("STRATA-2124: what it shows is up to \\d+ ms old, \\d+ bytes of log behind");
                assertThat(status.lag()).isGreaterThan(Duration.ofMillis(300));
                assertThat(status.lagBytes()).isPositive();
                await(db.db().single(READ));
                assertThat(ranLastOn(db)).isEqualTo(PoolStatus.PRIMARY);
            } finally {
                standby.resumeReplay();
            }
            db.awaitState(standby.port(), State.UP);
            assertThat(db.replica(standby.port()).reason()).isNull();
        }
    }

    /** A read in the way of replay is ended by the server: it moves on, a stream can't. */
    @Test
    void conflictsWithRecoveryAreAnsweredByThePrimary() throws Exception {
        standby.execute("postgres", "ALTER SYSTEM SET max_standby_streaming_delay = '100ms'");
        standby.execute("postgres", "SELECT pg_reload_conf()");
        try (ReplicatedDatabase db = open(Routing.READS, LAG, standby.port()).awaitUp()) {
            Query<?> slow = sql("SELECT count(*), pg_sleep(1.5) FROM note");
            var read = db.db().onReplica().list(slow).subscribeAsCompletionStage();
            awaitSleeping();
            primary.execute(database, "UPDATE note SET id = id");
            primary.execute(database, "VACUUM note");
            assertThat(read.get(20, java.util.concurrent.TimeUnit.SECONDS)).hasSize(1);
            assertThat(ranLastOn(db)).isEqualTo(PoolStatus.PRIMARY);

            var stream = db.db().onReplica().stream(slow).collect().asList().subscribeAsCompletionStage();
            awaitSleeping();
            primary.execute(database, "UPDATE note SET id = id");
            primary.execute(database, "VACUUM note");
            assertThatThrownBy(() -> stream.get(20, java.util.concurrent.TimeUnit.SECONDS)).cause()
                    .hasMessage("STRATA-2129: replica localhost:" + standby.port() + " of datasource <default> had to end the "
                            + "statement, because what it read was being replaced by what the primary did (SQLSTATE 40001). Run "
                            + "it again, with db.onPrimary() if it takes long, or set hot_standby_feedback on the replica. "
                            + "Statement: SELECT count(*), pg_sleep(1.5) FROM note");
            Awaitility.await().until(() -> db.busy() == 0);
        } finally {
            standby.execute("postgres", "ALTER SYSTEM RESET max_standby_streaming_delay");
            standby.execute("postgres", "SELECT pg_reload_conf()");
        }
    }

    private static void awaitSleeping() {
        Awaitility.await().until(() -> standby.execute("postgres", "SELECT count(*) FROM pg_stat_activity "
                + "WHERE application_name = '" + ReplicatedDatabase.NAME + "' AND wait_event = 'PgSleep'").iterator().next()
                .getLong(0) == 1);
    }

    /** As one of Amazon's Aurora. */
    @Test
    void aReplicaWithoutAPositionGetsNoReadsOfThoseWhoHaveWritten() {
        String position = "pg_catalog.pg_last_wal_replay_lsn()";
        String none = "NULL::pg_catalog.pg_lsn";
        try (LogLines log = new LogLines("io.quarkiverse.strata.pool.ReplicaWatch");
                FaultProxy proxy = new FaultProxy(standby.port())) {
            proxy.meddle(sent -> sent.replace(position, none + " ".repeat(position.length() - none.length())));
            try (ReplicatedDatabase db = open(Routing.EXPLICIT, LAG, proxy.port()).awaitUp()) {
                await(db.db().onReplica().single(READ));
                assertThat(ranLastOn(db)).isEqualTo("localhost:" + proxy.port());
                assertThat(await(db.db().readYourWrites(() -> db.db().execute(sql("UPDATE note SET id = id WHERE id = 1"))
                        .chain(() -> db.db().onReplica().single(READ))))).isEqualTo(10);
                assertThat(ranLastOn(db)).isEqualTo(PoolStatus.PRIMARY);
                assertThat(db.replica(proxy.port()).bounced()).as("nobody asks it").isZero();
                Awaitility.await().during(Duration.ofMillis(200)).until(() -> log.with("STRATA-2125").size() == 1);
            }
        }
    }

    @Test
    void aTableThatTheReplicaDoesNotHaveYetIsReadOnThePrimary() {
        standby.waitUntilCaughtUp();
        standby.pauseReplay();
        try (ReplicatedDatabase db = open(Routing.READS, LAG, standby.port()).awaitUp()) {
            primary.execute(database, "CREATE TABLE brand_new (id int)");
            assertThat(await(db.db().single(select(count()).from("brand_new")))).isZero();
            assertThat(ranLastOn(db)).isEqualTo(PoolStatus.PRIMARY);
        } finally {
            standby.resumeReplay();
        }
    }
}
