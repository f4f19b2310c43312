package io.quarkiverse.strata.pool;

import static io.quarkiverse.strata.sql.Sql.col;
import static io.quarkiverse.strata.sql.Sql.insertInto;
import static io.quarkiverse.strata.sql.Sql.select;
import static io.quarkiverse.strata.sql.Sql.sql;
import static io.quarkiverse.strata.test.PostgresServer.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.strata.ConnectionLostException;
import io.quarkiverse.strata.test.PostgresServer;
import io.quarkiverse.strata.test.SeveralHosts;
import io.quarkiverse.strata.test.Standby;
import io.smallrye.mutiny.Uni;

/** A standby takes the primary's place under load. */
class FailoverTest {

    private static final int CALLERS = 4;

    private final PostgresServer primary = PostgresServer.start();
    private String database;
    private Standby standby;
    private SeveralHosts hosts;
    private final AtomicInteger ids = new AtomicInteger();
    private final Set<Integer> acknowledged = ConcurrentHashMap.newKeySet();
    private final AtomicInteger reads = new AtomicInteger();
    private final Queue<Throwable> failedReads = new ConcurrentLinkedQueue<>();
    private final Queue<Throwable> failedWrites = new ConcurrentLinkedQueue<>();
    private final AtomicLong lastWrite = new AtomicLong();
    private volatile boolean over;

    @BeforeEach
    void start() {
        database = primary.createDatabase();
        primary.execute(database, "CREATE TABLE note (id int PRIMARY KEY)");
        standby = primary.standby();
        standby.waitUntilCaughtUp();
        hosts = new SeveralHosts(primary, database, standby.port(), primary.port());
        for (int i = 0; i < CALLERS; i++) {
            write();
            read();
        }
        Awaitility.await().until(() -> acknowledged.size() > 100 && reads.get() > 100);
    }

    @AfterEach
    void end() {
        over = true;
        hosts.close();
        standby.close();
        primary.close();
    }

    private void write() {
        int id = ids.incrementAndGet();
        again(hosts.db().execute(insertInto("note").columns("id").values(id)).invoke(done -> {
            acknowledged.add(id);
            lastWrite.set(System.nanoTime());
        }), failedWrites, this::write);
    }

    private void read() {
        again(hosts.db().first(select(col("id")).from("note").where(col("id").eq(1))).invoke(reads::incrementAndGet),
                failedReads, this::read);
    }

    private void again(Uni<?> call, Queue<Throwable> failures, Runnable next) {
        call.onItem().delayIt().by(Duration.ofMillis(2)).subscribe().with(done -> proceed(next), failure -> {
            if (!over) {
                failures.add(failure);
            }
            proceed(() -> primary.vertx().setTimer(20, later -> next.run()));
        });
    }

    private void proceed(Runnable next) {
        if (!over) {
            next.run();
        }
    }

    /** Writes are acknowledged again, by the standby. */
    private void writesGoOn() {
        long promoted = System.nanoTime();
        Awaitility.await().pollInterval(Duration.ofMillis(50)).until(() -> lastWrite.get() > promoted
                && standby.execute(database, "SELECT count(*) FROM note WHERE id > " + (ids.get() - 20)).iterator().next()
                        .getLong(0) > 0);
    }

    private Set<Integer> lost() {
        over = true;
        Awaitility.await().until(() -> hosts.busy() == 0);
        Set<Integer> missing = new TreeSet<>(acknowledged);
        standby.execute(database, "SELECT id FROM note").forEach(row -> missing.remove(row.getInteger(0)));
        return missing;
    }

    private void readsLostNothing() {
        int before = reads.get();
        Awaitility.await().until(() -> reads.get() > before + 100);
        assertThat(failedReads).isEmpty();
        assertThat(failedWrites).allSatisfy(failure -> assertThat(failure).isInstanceOf(ConnectionLostException.class));
    }

    @Test
    void oldPrimaryKilled() {
        primary.kill();
        standby.promote();
        writesGoOn();
        readsLostNothing();
        Set<Integer> lost = lost();
        Awaitility.await().untilAsserted(() -> assertThat(hosts.monitor().lostWrites()).isGreaterThanOrEqualTo(lost.size())
                .isLessThanOrEqualTo(lost.size() + 2 * CALLERS));
        assertThat(hosts.monitor().primaryChanges()).isEqualTo(1);
    }

    @Test
    void oldPrimaryStoppedAndContinued() {
        primary.freeze();
        try {
            standby.promote();
            writesGoOn();
        } finally {
            primary.thaw();
        }
        readsLostNothing();
        Awaitility.await().during(Duration.ofSeconds(2)).atMost(Duration.ofSeconds(4))
                .until(() -> hosts.status().address().equals("localhost:" + standby.port()));
        assertThat(lost().size()).isLessThanOrEqualTo((int) hosts.monitor().lostWrites());
    }

    @Test
    void oldPrimaryLeftAlive() {
        standby.stopReceiving(); // so there is something to lose
        int before = acknowledged.size();
        Awaitility.await().until(() -> acknowledged.size() > before + 20);
        standby.promote();
        writesGoOn();
        readsLostNothing();
        Set<Integer> lost = lost();
        Awaitility.await().untilAsserted(
                () -> assertThat(hosts.monitor().lostWrites()).isGreaterThanOrEqualTo(lost.size()));
        assertThat(hosts.monitor().lostWrites()).isLessThanOrEqualTo(lost.size() + 2 * CALLERS);
        assertThat(lost).isNotEmpty();
    }

    @Test
    void aStreamFailsClearly() {
        Uni<List<Long>> stream = hosts.db().stream(sql(
                "SELECT n FROM generate_series(1, 2000000) AS n").as(Long.class)).onItem().call(
                        n -> n == 1 ? Uni.createFrom().voidItem().onItem().delayIt().by(Duration.ofSeconds(2))
                                : Uni.createFrom().voidItem())
                .collect().asList();
        var result = stream.subscribeAsCompletionStage();
        primary.kill();
        standby.promote();
        Awaitility.await().until(result::isCompletedExceptionally);
        assertThat(result).failsWithin(Duration.ofSeconds(1)).withThrowableThat()
                .withCauseInstanceOf(ConnectionLostException.class);
    }

    /** Nothing is claimed of a transaction whose server is gone, and whole ones are run again. */
    @Test
    void transactionsGoOn() {
        primary.kill();
        standby.promote();
        Integer found = await(hosts.db().transaction(tx -> tx.execute(insertInto("note").columns("id").values(-1))
                .chain(done -> tx.single(select(col("id")).from("note").where(col("id").eq(-1)).as(Integer.class)))));
        assertThat(found).isEqualTo(-1);
    }
}
