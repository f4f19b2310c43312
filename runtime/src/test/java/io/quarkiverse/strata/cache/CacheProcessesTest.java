package io.quarkiverse.strata.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.quarkiverse.strata.cache.Workload.Read;
import io.quarkiverse.strata.cache.Workload.Write;
import io.quarkiverse.strata.test.RedisServer;

/**
 * The contract between real processes on one Redis: after a write was reported committed no cached read that starts later, in
 * any instance, gives what was there before; whatever ends in between, and wherever.
 */
class CacheProcessesTest {

    /** Long enough for a machine that is busy with something else: a process that can't renew it for so long has no promise. */
    private static final Duration LEASE = Duration.ofSeconds(2);
    private static final int HITS = 40;
    private static final int KILLED = 128 + 9;
    private static final int ROUNDS = Math.max(1, Integer.getInteger("strata.test.rounds", 400) / 400);

    private static RedisServer redis;

    @BeforeAll
    static void start() {
        redis = new RedisServer();
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    @Test
    void noReadIsOutdatedWhateverEndsInBetween() throws InterruptedException {
        Checker checker = new Checker();
        List<InstanceProcess> processes = new ArrayList<>();
        for (String name : List.of("one", "two", "three")) {
            processes.add(process(name, checker, true));
        }
        AtomicBoolean goOn = new AtomicBoolean(true);
        Thread load = new Thread(() -> checker.run(processes, goOn::get));
        load.start();
        try {
            awaitHits(processes, checker);
            for (int round = 0; round < ROUNDS && checker.broken().isEmpty(); round++) {
                redis.save();
                endEachWay(processes, checker);
                redis.tell("FLUSHALL");
                awaitHits(processes, checker);
            }
        } finally {
            goOn.set(false);
            load.join();
            processes.forEach(InstanceProcess::close);
        }
        assertThat(checker.broken()).isEmpty();
        long hits = processes.stream().mapToLong(InstanceProcess::hits).sum();
        long localHits = processes.stream().mapToLong(InstanceProcess::localHits).sum();
        assertThat(hits).as("hits of %s reads", checker.reads).isGreaterThanOrEqualTo(2L * HITS * processes.size());
        assertThat(hits - localHits).as("hits of what another process has kept").isPositive();
        assertThat(checker.writes).as("writes, beside %s refused", checker.refused).hasValueGreaterThan(100);
        assertThat(checker.maybe).as("writes of which nobody knows").hasPositiveValue();
    }

    /** One after another they end at each place between the protocol's steps, and anywhere; Redis with them. */
    private static void endEachWay(List<InstanceProcess> processes, Checker checker) throws InterruptedException {
        List<Death> deaths = new ArrayList<>(Arrays.asList(Death.values()));
        deaths.add(null);
        Collections.shuffle(deaths);
        for (int i = 0; i < deaths.size() && checker.broken().isEmpty(); i++) {
            InstanceProcess victim = processes.get(i % processes.size());
            Death death = deaths.get(i);
            if (death == null) {
                Thread.sleep(ThreadLocalRandom.current().nextInt(100));
                victim.kill();
            } else {
                victim.dieAt(death);
            }
            assertThat(victim.awaitEnd()).as("exit code").isEqualTo(death == null ? KILLED : death.exitCode());
            if (i == deaths.size() / 2) {
                redis.kill();
                redis.start(); // with what it had when this began
            }
            victim.start();
        }
    }

    /** The checker goes red where a step is missing. */
    @Test
    void aDeadWriterThatHadToldNothingIsFound() {
        Checker checker = new Checker();
        try (InstanceProcess reader = process("reader", checker, true);
                InstanceProcess writer = process("writer", checker, true);
                InstanceProcess careless = process("careless", checker, false)) {
            keep(checker, reader);
            writeAndDie(checker, writer);
            checker.read(reader, Read.ROW, 0);
            assertThat(checker.broken()).isEmpty();

            keep(checker, reader);
            writeAndDie(checker, careless);
            checker.read(reader, Read.ROW, 0);
            assertThat(checker.broken()).containsExactly("row 0 was at least 2 before the read, and reader gave 1");
        }
    }

    private static void keep(Checker checker, InstanceProcess reader) {
        long before = reader.hits();
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> {
            checker.read(reader, Read.ROW, 0);
            return reader.hits() > before;
        });
    }

    private static void writeAndDie(Checker checker, InstanceProcess writer) {
        writer.dieAt(Death.AFTER_COMMIT);
        checker.write(writer, Write.ROW, 0);
        assertThat(writer.awaitEnd()).isEqualTo(Death.AFTER_COMMIT.exitCode());
        checker.look();
    }

    /** Each of them gives what is kept, again and again; or something is broken. */
    private static void awaitHits(List<InstanceProcess> processes, Checker checker) {
        List<Long> before = processes.stream().map(InstanceProcess::hits).toList();
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> {
            boolean all = true;
            for (int i = 0; i < before.size(); i++) {
                all &= processes.get(i).hits() >= before.get(i) + HITS;
            }
            return all || !checker.broken().isEmpty();
        });
    }

    private static InstanceProcess process(String name, Checker checker, boolean tells) {
        return new InstanceProcess(name, checker.database(), redis, LEASE, tells);
    }
}
