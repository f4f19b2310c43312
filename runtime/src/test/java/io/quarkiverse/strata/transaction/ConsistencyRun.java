package io.quarkiverse.strata.transaction;

import static io.quarkiverse.strata.sql.Sql.col;
import static io.quarkiverse.strata.sql.Sql.insertInto;
import static io.quarkiverse.strata.sql.Sql.select;
import static io.quarkiverse.strata.test.PostgresServer.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

import io.quarkiverse.strata.ConnectionLostException;
import io.quarkiverse.strata.pool.ConsistencyTokens;
import io.quarkiverse.strata.pool.PoolStatus;
import io.quarkiverse.strata.sql.Query;
import io.quarkiverse.strata.test.PostgresServer;
import io.quarkiverse.strata.test.SeveralHosts;
import io.quarkiverse.strata.test.Standby;
import io.smallrye.mutiny.Uni;

/**
 * Clients write and read back at once, half of them in one request, half in the next one on any instance with a token, while
 * the
 * replica is behind by up to two seconds, shows nothing new, gets commits before they are on disk, and another standby takes
 * the
 * primary's place. Nobody may read what was before the own write; and while the replica isn't behind, it has to do the reading.
 */
@Timeout(value = 4, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
class ConsistencyRun {

    private static final int FLOWS = 1000;
    private static final int CLIENTS = 8;
    /** What a client needs between an answer and its next request. */
    private static final Duration BETWEEN = Duration.ofMillis(10);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final PostgresServer primary = PostgresServer.start();
    private final String database = primary.createDatabase();
    private final List<SeveralHosts> instances = new ArrayList<>();
    private final List<ConsistencyTokens> tokens = new ArrayList<>();
    private final AtomicInteger ids = new AtomicInteger();
    private final LongAdder flows = new LongAdder();
    private final Set<Integer> unseen = ConcurrentHashMap.newKeySet();
    private final ConcurrentLinkedQueue<Throwable> wrong = new ConcurrentLinkedQueue<>();
    private final Random random = new Random(3);

    private void open(Standby replica, Standby heir) {
        for (int i = 0; i < 2; i++) {
            SeveralHosts instance = SeveralHosts.withReplica(primary, database, replica.port(), primary.port(), heir.port());
            instances.add(instance);
            tokens.add(new ConsistencyTokens(Map.of("<default>", instance.router().positions()), List.of("the same for both"),
                    Duration.ofMinutes(10), Clock.systemUTC()));
        }
        awaitReplica();
    }

    private void awaitReplica() {
        Awaitility.await().atMost(PATIENCE).until(
                () -> instances.stream().allMatch(instance -> replica(instance).state() == PoolStatus.State.UP));
    }

    private static PoolStatus replica(SeveralHosts instance) {
        return instance.monitor().pools().get(1);
    }

    private long readOnReplica() {
        return instances.stream().mapToLong(instance -> replica(instance).lent() - replica(instance).bounced()).sum();
    }

    private Uni<Void> flow() {
        int id = ids.incrementAndGet();
        int writer;
        int reader;
        synchronized (random) {
            writer = random.nextInt(2);
            reader = random.nextInt(2);
        }
        Query<Long> written = select(col("id").cast(Long.class)).from("note").where(col("id").eq(id));
        Uni<Integer> write = Uni.createFrom().deferred(
                () -> instances.get(writer).db().execute(insertInto("note").columns("id").values(id)));
        Uni<Long> read = Uni.createFrom().deferred(() -> instances.get(reader).db().onReplica().first(written));
        Uni<Long> all = id % 2 == 0
                ? instances.get(reader).db().readYourWrites(() -> Uni.createFrom()
                        .deferred(() -> instances.get(reader).db().execute(insertInto("note").columns("id").values(id)))
                        .onItem().delayIt().by(BETWEEN).chain(() -> read))
                : instances.get(writer).db().readYourWrites(() -> write.map(done -> tokens.get(writer).issue()))
                        .onItem().delayIt().by(BETWEEN)
                        .chain(token -> instances.get(reader).db().readYourWrites(() -> {
                            tokens.get(reader).accept(token);
                            return read;
                        }));
        return all.onItem().invoke(found -> {
            if (found == null) {
                unseen.add(id);
            }
        }).onItem().ignore().andContinueWithNull().onFailure(ConnectionLostException.class).recoverWithUni(
                lost -> Uni.createFrom().voidItem().onItem().delayIt().by(Duration.ofMillis(50))) // the primary went away
                .onFailure().invoke(wrong::add).onTermination().invoke(flows::increment);
    }

    /** @param clients told when one has done its share */
    private void client(int until, AtomicInteger clients) {
        if (flows.sum() >= until || !wrong.isEmpty()) {
            clients.decrementAndGet();
            return;
        }
        flow().subscribe().with(done -> client(until, clients), failure -> client(until, clients));
    }

    private AtomicInteger begin(int more) {
        int until = flows.intValue() + more;
        AtomicInteger clients = new AtomicInteger(CLIENTS);
        for (int i = 0; i < CLIENTS; i++) {
            client(until, clients);
        }
        return clients;
    }

    private void run(int more) {
        AtomicInteger clients = begin(more);
        Awaitility.await().atMost(PATIENCE).until(() -> clients.get() == 0);
    }

    private static long scans(Standby standby, String database) {
        return standby.execute(database, "SELECT pg_stat_clear_snapshot(); SELECT coalesce(sum(idx_scan + seq_scan), 0)::int8 "
                + "FROM pg_stat_user_tables WHERE relname = 'note'").iterator().next().getLong(0);
    }

    @Test
    void nobodyReadsWhatWasBeforeTheOwnWrite() {
        primary.execute(database, "CREATE TABLE note (id int PRIMARY KEY)");
        try (Standby replica = primary.standby(); Standby heir = primary.standby()) {
            replica.waitUntilCaughtUp();
            heir.waitUntilCaughtUp();
            open(replica, heir);
            run(20); // statements are prepared from here on

            long before = readOnReplica();
            long counted = scans(replica, database);
            double best = 0;
            for (int attempt = 0; attempt < 3 && best <= 0.9; attempt++) { // a busy machine may be slow to replay
                long already = readOnReplica();
                long of = flows.sum();
                run(FLOWS * 3 / 10);
                best = Math.max(best, (readOnReplica() - already) / (double) (flows.sum() - of));
            }
            assertThat(best).as("read on the replica").isGreaterThan(0.9);
            // its server counts what was sent there and thrown away, too; sessions tell theirs with some delay
            long served = readOnReplica() - before;
            Awaitility.await().atMost(PATIENCE).until(() -> scans(replica, database) - counted >= served);

            replica.delayReplay(Duration.ofSeconds(2));
            run(FLOWS / 10);
            replica.delayReplay(Duration.ofMillis(200));
            run(FLOWS / 10);
            replica.delayReplay(Duration.ZERO);
            replica.pauseReplay();
            run(FLOWS / 10);
            replica.resumeReplay();
            primary.execute(database, "ALTER SYSTEM SET synchronous_commit = off");
            primary.execute(database, "SELECT pg_reload_conf()");
            run(FLOWS / 10);

            AtomicInteger clients = begin(FLOWS * 3 / 10);
            heir.waitUntilCaughtUp();
            primary.kill();
            heir.promote();
            replica.follow(heir);
            Awaitility.await().atMost(PATIENCE).until(() -> clients.get() == 0);
            heir.execute("postgres", "CHECKPOINT");
            run(20);

            assertThat(wrong).isEmpty();
            assertThat(flows.sum()).isGreaterThanOrEqualTo(FLOWS);
            Set<Integer> stale = ConcurrentHashMap.newKeySet();
            stale.addAll(unseen);
            Set<Integer> there = ConcurrentHashMap.newKeySet();
            heir.execute(database, "SELECT id FROM note").forEach(row -> there.add(row.getInteger(0)));
            stale.retainAll(there); // the others went down with the primary
            assertThat(stale).isEmpty();
            assertThat(unseen).hasSizeLessThan(CLIENTS * 20);
        } finally {
            instances.forEach(SeveralHosts::close);
            primary.close();
        }
    }
}
