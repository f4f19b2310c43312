package io.quarkiverse.strata.transaction;

import static io.quarkiverse.strata.sql.Sql.all;
import static io.quarkiverse.strata.sql.Sql.col;
import static io.quarkiverse.strata.sql.Sql.insertInto;
import static io.quarkiverse.strata.sql.Sql.select;
import static io.quarkiverse.strata.sql.Sql.sql;
import static io.quarkiverse.strata.test.PostgresServer.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.strata.Database;
import io.quarkiverse.strata.Queries;
import io.quarkiverse.strata.pool.Routing;
import io.quarkiverse.strata.sql.Query;
import io.quarkiverse.strata.sql.Statement;
import io.quarkiverse.strata.test.PostgresServer;
import io.quarkiverse.strata.test.ReplicatedDatabase;
import io.quarkiverse.strata.test.Standby;
import io.smallrye.mutiny.Uni;

/**
 * What a request has written is in what it reads, wherever that comes from: one replica follows at once, one two seconds later.
 */
class ReadYourWritesTest {

    private static final Duration DELAY = Duration.ofSeconds(2);
    private static final AtomicInteger IDS = new AtomicInteger();

    static PostgresServer primary;
    static Standby near;
    static Standby delayed;
    static String database;

    private ReplicatedDatabase both;

    @BeforeAll
    static void start() {
        primary = PostgresServer.start();
        database = primary.createDatabase();
        primary.execute(database, "CREATE TABLE note (id int PRIMARY KEY); CREATE FUNCTION note_of_its_own(i int) RETURNS int "
                + "LANGUAGE sql AS 'INSERT INTO note VALUES ($1) RETURNING id'");
        near = primary.standby();
        delayed = primary.standby(DELAY);
        near.waitUntilCaughtUp();
        delayed.waitUntilCaughtUp();
    }

    @AfterAll
    static void end() {
        near.close();
        delayed.close();
        primary.close();
    }

    @BeforeEach
    void open() {
        both = open(near, delayed);
    }

    @AfterEach
    void close() {
        Awaitility.await().until(() -> both.busy() == 0);
        both.close();
    }

    private static ReplicatedDatabase open(Standby... standbys) {
        return new ReplicatedDatabase(primary, database, Routing.EXPLICIT, Duration.ofSeconds(10),
                java.util.Arrays.stream(standbys).mapToInt(Standby::port).toArray()).awaitUp();
    }

    private static String name(Standby standby) {
        return "localhost:" + standby.port();
    }

    private static Statement write(int id) {
        return insertInto("note").columns("id").values(id);
    }

    private static Query<Long> written(int id) {
        return select(col("id").cast(Long.class)).from("note").where(col("id").eq(id));
    }

    private static int next() {
        return IDS.incrementAndGet();
    }

    /** In one request: writes, then reads on a replica what was written. @return whether it was there */
    private static boolean sees(Database db, Function<Integer, Uni<?>> write, Duration pause) {
        int id = next();
        return await(db.readYourWrites(() -> write.apply(id).onItem().transformToUni(done -> pause.isZero()
                ? Uni.createFrom().voidItem()
                : Uni.createFrom().voidItem().onItem().delayIt().by(pause))
                .chain(() -> db.onReplica().first(written(id))))) != null;
    }

    private static int stale(int flows, Database db, Function<Integer, Uni<?>> write) {
        int stale = 0;
        for (int i = 0; i < flows; i++) {
            stale += sees(db, write, i % 2 == 0 ? Duration.ZERO : Duration.ofMillis(50)) ? 0 : 1;
        }
        return stale;
    }

    private static long scans(Function<String, Long> ask) {
        return ask.apply("SELECT coalesce(sum(idx_scan + seq_scan), 0)::int8 FROM pg_stat_user_tables WHERE relname = 'note'");
    }

    private static long scans(Standby standby) {
        return scans(sql -> standby.execute(database, sql).iterator().next().getLong(0));
    }

    @Test
    void noneOfTwoHundredFlowsIsStaleAndReplicasServe() {
        long before = scans(near);
        assertThat(stale(200, both.db(), id -> both.db().execute(write(id)))).isZero();
        long served = both.ranOn(name(near));
        assertThat(served).isGreaterThan(10);
        assertThat(both.ranOn(name(delayed))).isZero();
        assertThat(both.replica(delayed.port()).bounced()).isGreaterThan(20);
        assertThat(both.runs()).hasSize(400).noneMatch(run -> run.failure() != null);
        both.close(); // sessions that end tell their statistics
        // those that were behind were sent there too, and thrown away
        Awaitility.await().until(() -> scans(near) - before >= served);
        assertThat(both.replica(near.port()).lent()).isGreaterThanOrEqualTo(served);
    }

    /** The gate is what keeps the flows above from being stale: what another application writes isn't gated. */
    @Test
    void whatOthersWriteIsStaleOnADelayedReplica() {
        try (ReplicatedDatabase late = open(delayed); ReplicatedDatabase other = open(delayed)) {
            for (int i = 0; i < 10; i++) {
                int id = next();
                await(other.db().execute(write(id)));
                assertThat(await(late.db().onReplica().first(written(id)))).isNull();
            }
            assertThat(late.ranOn(name(delayed))).isEqualTo(10);
            assertThat(stale(10, late.db(), id -> late.db().execute(write(id)))).isZero();
            assertThat(late.ranOn(name(delayed))).isEqualTo(10);
        }
    }

    @Test
    void workThatHasLostItsRequestSeesWhatTheApplicationHasWritten() {
        try (ReplicatedDatabase late = open(delayed)) {
            Database db = late.db();
            int id = next();
            await(db.execute(write(id)));
            assertThat(await(db.onReplica().first(written(id)))).isEqualTo(id);
            assertThat(await(db.readYourWrites(() -> db.onReplica().first(written(id))))).isEqualTo(id);
            assertThat(late.ranOn(name(delayed))).isZero();
        }
    }

    @Test
    void theDelayedReplicaServesWhenItHasCaughtUp() {
        try (ReplicatedDatabase late = open(delayed)) {
            int id = next();
            assertThat(await(late.db().readYourWrites(() -> late.db().execute(write(id))
                    .onItem().delayIt().by(DELAY.plusSeconds(1))
                    .chain(() -> late.db().onReplica().first(written(id)))))).isEqualTo(id);
            assertThat(late.ranOn(name(delayed))).isEqualTo(1);
        }
    }

    @Test
    void withoutSynchronousCommitTheInsertPositionCounts() {
        primary.execute(database, "ALTER DATABASE " + database + " SET synchronous_commit = off");
        try (ReplicatedDatabase relaxed = open(near, delayed)) {
            assertThat(stale(100, relaxed.db(), id -> relaxed.db().execute(write(id)))).isZero();
        } finally {
            primary.execute(database, "ALTER DATABASE " + database + " RESET synchronous_commit");
        }
    }

    @Test
    void everyWayToWriteCounts() {
        try (ReplicatedDatabase late = open(delayed)) {
            Database db = late.db();
            List<Function<Integer, Uni<?>>> ways = List.of(
                    id -> db.transaction(tx -> tx.execute(write(id))),
                    id -> db.transaction(tx -> tx.savepoint(sp -> sp.execute(write(id)))),
                    id -> db.withConnection(c -> c.execute(write(id))),
                    id -> db.outsideTransaction().execute(write(id)),
                    id -> db.execute(sql("INSERT INTO note VALUES (:id)").bind("id", id)),
                    id -> db.execute(sql("SELECT note_of_its_own(:id)").bind("id", id)),
                    id -> db.transaction(tx -> tx.execute(sql("SELECT note_of_its_own(:id)").bind("id", id))),
                    id -> Uni.join().all(db.execute(write(id)), db.execute(write(next())), db.execute(write(next())))
                            .andFailFast());
            for (Function<Integer, Uni<?>> way : ways) {
                assertThat(sees(db, way, Duration.ZERO)).isTrue();
            }
            assertThat(late.ranOn(name(delayed))).isZero();
            assertThat(late.replica(delayed.port()).bounced()).isEqualTo(ways.size());
        }
    }

    /** It stops in front of a commit's record, where it has all that was in the log before: that position isn't enough. */
    @Test
    void aReplicaThatHasAllButTheCommitIsBehind() {
        try (ReplicatedDatabase late = open(delayed)) {
            Database db = late.db();
            delayed.waitUntilCaughtUp();
            int alone = next();
            await(db.execute(write(alone)));
            assertThat(await(db.onReplica().first(written(alone)))).isEqualTo(alone);

            delayed.waitUntilCaughtUp();
            int id = next();
            Long position = await(db.transaction(tx -> tx.execute(write(id)).chain(() -> tx.single(
                    sql("SELECT (pg_current_wal_insert_lsn() - '0/0')::int8").as(Long.class)))));
            Awaitility.await().pollInterval(Duration.ofMillis(5)).until(() -> delayed.execute(database,
                    "SELECT (pg_last_wal_replay_lsn() - '0/0')::int8").iterator().next().getLong(0) >= position);
            assertThat(await(db.onReplica().first(written(id)))).isEqualTo(id);
        }
    }

    @Test
    void whatWasRolledBackOrOnlyReadDoesNotCount() {
        delayed.waitUntilCaughtUp();
        try (ReplicatedDatabase late = open(delayed)) {
            Database db = late.db();
            await(db.readYourWrites(() -> db
                    .transaction(tx -> tx.execute(write(next())).chain(() -> Uni.createFrom().failure(new Exception("no"))))
                    .onFailure().recoverWithNull().chain(() -> db.execute(write(1)).onFailure().recoverWithNull())
                    .chain(() -> db.first(written(1)))
                    .chain(() -> db.list(sql("SELECT count(*) FROM note")))
                    .chain(() -> db.transaction(tx -> tx.first(written(1))))
                    .chain(() -> db.onReplica().first(written(1)))));
            assertThat(late.ranOn(name(delayed))).isEqualTo(1);
        }
    }

    @Test
    void streamsAndReadOnlyTransactionsAreGatedToo() {
        try (ReplicatedDatabase late = open(delayed)) {
            Database db = late.db();
            int id = next();
            assertThat(await(db.readYourWrites(() -> db.execute(write(id))
                    .chain(() -> db.onReplica().stream(written(id)).collect().asList())))).containsExactly((long) id);
            assertThat(late.replica(delayed.port()).bounced()).isEqualTo(1);
            assertThat(await(db.readYourWrites(() -> db.onReplica().stream(written(id)).collect().asList()))).isEmpty();
            assertThat(late.replica(delayed.port()).bounced()).isEqualTo(1);
        }
    }

    @Test
    void requestsDoNotShareTheirPositions() {
        try (ReplicatedDatabase late = open(delayed)) {
            Database db = late.db();
            await(db.readYourWrites(() -> db.execute(write(next()))));
            await(db.readYourWrites(() -> db.onReplica().first(written(1))));
            assertThat(late.ranOn(name(delayed))).isEqualTo(1);
        }
    }

    @Test
    void aReplicaThatReceivesNothingIsReadOnlyWithoutAPosition() {
        near.waitUntilCaughtUp();
        near.stopReceiving();
        try (ReplicatedDatabase one = open(near)) {
            assertThat(stale(5, one.db(), id -> one.db().execute(write(id)))).isZero();
            assertThat(one.ranOn(name(near))).isZero();
        } finally {
            near.startReceiving();
        }
    }

    @Test
    void whatWritesIsRefusedOnAReplica() {
        Queries replica = both.db().onReplica();
        assertThatThrownBy(() -> await(replica.execute(write(-1)))).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("STRATA-2120: the statement writes or locks rows, and a replica only reads. Leave onReplica() out. "
                        + "Statement: INSERT INTO note (id) VALUES ($1::int4)");
        assertThatThrownBy(() -> await(replica.list(select(all()).from("note").forUpdate())))
                .isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith("STRATA-2120: ");
        assertThatThrownBy(() -> await(replica.stream(sql("SELECT nextval('s')")).collect().asList()))
                .isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith("STRATA-2120: ");
        assertThatThrownBy(() -> await(replica.list(sql("SELECT note_of_its_own(-1)"))))
                .hasMessage("STRATA-2130: the statement writes, and was sent to replica "
                        + both.runs().get(both.runs().size() - 1).server() + " of datasource <default>, which only reads "
                        + "(SQLSTATE 25006). Use db.onPrimary(), in a transaction one that isn't read-only. "
                        + "Statement: SELECT note_of_its_own(-1)");
    }
}
