package io.quarkiverse.strata.transaction;

import static io.quarkiverse.strata.sql.Sql.col;
import static io.quarkiverse.strata.sql.Sql.count;
import static io.quarkiverse.strata.sql.Sql.select;
import static io.quarkiverse.strata.sql.Sql.sql;
import static io.quarkiverse.strata.test.PostgresServer.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.quarkiverse.strata.pool.PoolStatus;
import io.quarkiverse.strata.pool.PoolStatus.State;
import io.quarkiverse.strata.pool.Routing;
import io.quarkiverse.strata.sql.Query;
import io.quarkiverse.strata.test.PostgresServer;
import io.quarkiverse.strata.test.ReplicatedDatabase;
import io.quarkiverse.strata.test.Standby;

/** Whether a server is a replica of this primary at all. */
class ReplicaIdentityTest {

    private static final Query<Long> READ = select(count()).from("note");
    private static final Duration LAG = Duration.ofSeconds(30);

    static PostgresServer primary;
    static String database;

    @BeforeAll
    static void start() {
        primary = PostgresServer.start();
        database = primary.createDatabase();
        primary.execute(database, "CREATE TABLE note (id int PRIMARY KEY); INSERT INTO note SELECT generate_series(1, 10)");
    }

    @AfterAll
    static void end() {
        primary.close();
    }

    private static ReplicatedDatabase open(Routing routing, Duration maxLag, int port) {
        return new ReplicatedDatabase(primary, database, routing, maxLag, port);
    }

    private static String ranLastOn(ReplicatedDatabase db) {
        return db.runs().get(db.runs().size() - 1).server();
    }

    private static long sessions(Standby where) {
        return where.execute("postgres", "SELECT count(*) FROM pg_stat_activity WHERE application_name = '"
                + ReplicatedDatabase.NAME + "'").iterator().next().getLong(0);
    }

    @Test
    void aPrimaryIsNoReplica() {
        try (ReplicatedDatabase db = open(Routing.READS, LAG, primary.port())) {
            db.awaitState(primary.port(), State.REFUSED);
            assertThat(db.replica(primary.port()).reason()).isEqualTo("STRATA-2122: it is not in recovery, so it is a primary: "
                    + "it was promoted, or the URL is not a replica's");
            await(db.db().single(READ));
            assertThat(ranLastOn(db)).isEqualTo(PoolStatus.PRIMARY);
        }
    }

    @Test
    void aCopyOfAnotherDatabaseIsNoReplica() {
        try (PostgresServer other = PostgresServer.start();
                Standby foreign = copyOf(other);
                ReplicatedDatabase db = open(Routing.READS, LAG, foreign.port())) {
            db.awaitState(foreign.port(), State.REFUSED);
            assertThat(db.replica(foreign.port()).reason())
                    .matches("STRATA-2123: it is a copy of another database system \\(\\d+\\) than the primary \\(\\d+\\)");
            await(db.db().single(READ));
            assertThat(ranLastOn(db)).isEqualTo(PoolStatus.PRIMARY);
        }
    }

    private static Standby copyOf(PostgresServer other) {
        other.execute("postgres", "CREATE DATABASE " + database);
        Standby copy = other.standby();
        copy.waitUntilCaughtUp();
        return copy;
    }

    /**
     * A second standby of the promoted one goes on in the new history, far beyond what a request has written in the old one.
     */
    @Test
    void aPromotedReplicaIsOutAndPositionsOfAnotherTimelineDoNotCount() {
        try (Standby promoted = primary.standby();
                Standby follower = primary.standby();
                ReplicatedDatabase db = open(Routing.EXPLICIT, LAG, promoted.port()).awaitUp()) {
            await(db.db().onReplica().single(READ));
            assertThat(sessions(promoted)).isGreaterThan(1);
            promoted.promote();
            db.awaitState(promoted.port(), State.REFUSED);
            Awaitility.await().until(() -> sessions(promoted) <= 1); // the watch's own, which looks for its return
            assertThat(await(db.db().onReplica().single(READ))).isEqualTo(10);
            assertThat(ranLastOn(db)).isEqualTo(PoolStatus.PRIMARY);

            follow(follower, promoted);
            try (ReplicatedDatabase split = open(Routing.EXPLICIT, Duration.ofHours(1), follower.port()).awaitUp()) {
                Query<Long> written = select(count()).from("note").where(col("id").eq(200));
                assertThat(await(split.db().readYourWrites(() -> split.db().execute(sql("INSERT INTO note VALUES (200)"))
                        .chain(() -> split.db().onReplica().single(written))))).isEqualTo(1);
                assertThat(ranLastOn(split)).isEqualTo(PoolStatus.PRIMARY);
                assertThat(position(follower)).isGreaterThan(position(primary));
            } finally {
                primary.execute(database, "DELETE FROM note WHERE id = 200");
            }
        }
    }

    private static void follow(Standby follower, Standby promoted) {
        promoted.execute(database, "CREATE TABLE filler AS SELECT repeat('x', 500) FROM generate_series(1, 20000)");
        follower.execute("postgres", "ALTER SYSTEM SET primary_slot_name = ''");
        follower.execute("postgres", "ALTER SYSTEM SET primary_conninfo = 'host=localhost port=" + promoted.port()
                + " user=postgres'");
        follower.execute("postgres", "SELECT pg_reload_conf()");
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> follower.execute(database,
                "SELECT to_regclass('filler') IS NOT NULL").iterator().next().getBoolean(0));
    }

    private static long position(Standby standby) {
        return standby.execute("postgres", "SELECT (pg_last_wal_replay_lsn() - '0/0')::int8").iterator().next().getLong(0);
    }

    private static long position(PostgresServer server) {
        return server.execute("postgres", "SELECT (pg_current_wal_lsn() - '0/0')::int8").iterator().next().getLong(0);
    }
}
