package io.quarkiverse.strata.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.vertx.pgclient.PgException;

/** The standbys that other tests build upon are real ones. */
class StandbyTest {

    static PostgresServer primary;
    static Standby standby;
    static String database;

    @BeforeAll
    static void start() {
        primary = PostgresServer.start();
        database = primary.createDatabase();
        primary.execute(database, "CREATE TABLE note (id int PRIMARY KEY); INSERT INTO note VALUES (0)");
        standby = primary.standby();
    }

    @AfterAll
    static void end() {
        standby.close();
        primary.close();
    }

    private static long notes(Standby where) {
        return where.execute(database, "SELECT count(*) FROM note").iterator().next().getLong(0);
    }

    private static void write() {
        primary.execute(database, "INSERT INTO note SELECT max(id) + 1 FROM note");
    }

    private static long written() {
        return primary.execute(database, "SELECT count(*) FROM note").iterator().next().getLong(0);
    }

    @Test
    void followsThePrimaryAndTakesNoWrites() {
        write();
        standby.waitUntilCaughtUp();
        assertThat(notes(standby)).isEqualTo(written());
        assertThat(standby.execute(database, "SELECT pg_is_in_recovery()").iterator().next().getBoolean(0)).isTrue();
        assertThatThrownBy(() -> standby.execute(database, "INSERT INTO note VALUES (-1)"))
                .isInstanceOfSatisfying(PgException.class, e -> assertThat(e.getSqlState()).isEqualTo("25006"));
    }

    @Test
    void replayIsPausedAndResumed() {
        standby.waitUntilCaughtUp();
        long before = notes(standby);
        standby.pauseReplay();
        write();
        Awaitility.await().until(() -> standby.execute("postgres",
                "SELECT pg_last_wal_receive_lsn() > pg_last_wal_replay_lsn()").iterator().next().getBoolean(0));
        assertThat(notes(standby)).isEqualTo(before);
        standby.resumeReplay();
        standby.waitUntilCaughtUp();
        assertThat(notes(standby)).isEqualTo(before + 1);
    }

    @Test
    void replayIsDelayed() {
        standby.waitUntilCaughtUp();
        long before = notes(standby);
        standby.delayReplay(Duration.ofHours(1));
        write();
        Awaitility.await().until(() -> standby.execute("postgres",
                "SELECT pg_last_wal_receive_lsn() > pg_last_wal_replay_lsn()").iterator().next().getBoolean(0));
        assertThat(notes(standby)).isEqualTo(before);
        standby.delayReplay(Duration.ZERO);
        standby.waitUntilCaughtUp();
        assertThat(notes(standby)).isEqualTo(before + 1);
    }

    @Test
    void cutOffItAnswersAndStaysBehind() {
        standby.waitUntilCaughtUp();
        long before = notes(standby);
        standby.stopReceiving();
        write();
        assertThat(notes(standby)).isEqualTo(before);
        standby.startReceiving();
        standby.waitUntilCaughtUp();
        assertThat(notes(standby)).isEqualTo(before + 1);
    }

    @Test
    void comesBackAfterStopAndKill() {
        standby.stop();
        assertThat(standby.isRunning()).isFalse();
        write();
        standby.start();
        standby.waitUntilCaughtUp();
        standby.kill();
        assertThat(standby.isRunning()).isFalse();
        write();
        standby.start();
        standby.waitUntilCaughtUp();
        assertThat(notes(standby)).isEqualTo(written());
    }

    @Test
    void thePrimaryComesBackAndItsStandbyFollows() {
        primary.kill();
        assertThat(primary.isRunning()).isFalse();
        primary.restart();
        primary.stop();
        primary.restart();
        standby.awaitStreaming();
        write();
        standby.waitUntilCaughtUp();
        assertThat(notes(standby)).isEqualTo(written());
    }

    @Test
    void aSecondOneIsPromotedAndRemoved() {
        Standby other = primary.standby(Duration.ofMillis(1));
        other.promote();
        other.execute(database, "INSERT INTO note VALUES (-1)");
        assertThat(notes(other)).isEqualTo(written() + 1);
        other.close();
        assertThat(other.isRunning()).isFalse();
        assertThat(primary.execute("postgres", "SELECT count(*) FROM pg_replication_slots").iterator().next().getLong(0))
                .isEqualTo(1);
    }

    @Test
    void theServerThatAllTestsShareIsNotStopped() {
        assertThatThrownBy(() -> PostgresServer.get().kill()).isInstanceOf(IllegalStateException.class)
                .hasMessage("Other tests use this server: take one of your own with PostgresServer.start()");
    }
}
