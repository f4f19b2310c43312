package io.quarkiverse.strata.cache;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.BooleanSupplier;

import io.quarkiverse.strata.cache.Participant.AwayException;
import io.quarkiverse.strata.cache.Participant.Item;
import io.quarkiverse.strata.cache.Workload.Read;
import io.quarkiverse.strata.cache.Workload.Write;
import io.quarkiverse.strata.test.PostgresServer;

/**
 * Random writes and cached reads in several instances at once. Every value only grows, so a read that gives less than what was
 * known to be committed before it started is outdated: it breaks the contract. Known is what a writer was told, and what was
 * seen in the database itself, which is how a write counts whose writer died before it could tell. The order is this process's:
 * a write is known when its answer is here, and a read starts when it is asked for here.
 */
final class Checker {

    private static final int ROWS = Workload.ROWS;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private final String database = PostgresServer.get().createDatabase();
    private final AtomicLongArray committed = new AtomicLongArray(ROWS);
    private final Queue<String> broken = new ConcurrentLinkedQueue<>();
    final AtomicLong reads = new AtomicLong();
    final AtomicLong writes = new AtomicLong();
    final AtomicLong refused = new AtomicLong();
    final AtomicLong maybe = new AtomicLong();

    Checker() {
        PostgresServer.get().execute(database, Workload.SCHEMA);
    }

    String database() {
        return database;
    }

    /** What broke the contract, in words. */
    List<String> broken() {
        return List.copyOf(broken);
    }

    /** Runs until it is told to stop, or something is broken. */
    void run(List<? extends Participant> instances, BooleanSupplier goOn) {
        List<Thread> threads = new ArrayList<>();
        threads.add(new Thread(() -> repeat(goOn, this::look)));
        for (Participant instance : instances) {
            for (int i = 0; i < 2; i++) {
                threads.add(new Thread(() -> repeat(goOn, () -> write(instance))));
                threads.add(new Thread(() -> repeat(goOn, () -> read(instance))));
            }
        }
        threads.forEach(Thread::start);
        threads.forEach(thread -> {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void repeat(BooleanSupplier goOn, Runnable action) {
        while (goOn.getAsBoolean() && broken.isEmpty()) {
            try {
                action.run();
            } catch (RuntimeException e) {
                broken.add("the checker failed: " + e);
            }
        }
    }

    /** Looks into the database: what is there is committed, whoever could tell of it. */
    void look() {
        PostgresServer.get().execute(database, "SELECT id, v FROM item")
                .forEach(row -> noted(new Item(row.getInteger(0), row.getLong(1))));
        pause(LOOK_AGAIN.toMillis());
    }

    private void write(Participant instance) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        pause(random.nextInt(60));
        Write write = switch (random.nextInt(40)) {
            case 0, 1 -> Write.TABLE;
            case 2 -> Write.SQL_TEXT;
            case 3 -> Write.OPAQUE;
            case 4, 5, 6, 7, 8, 9 -> Write.TRANSACTION;
            case 10, 11, 12, 13, 14, 15 -> Write.UPSERT;
            case 16, 17, 18, 19, 20, 21 -> Write.ROLLED_BACK;
            default -> Write.ROW;
        };
        write(instance, write, random.nextInt(ROWS));
    }

    void write(Participant instance, Write write, int id) {
        try {
            instance.write(write, id).forEach(this::noted);
            writes.incrementAndGet();
        } catch (AwayException died) {
            maybe.incrementAndGet();
        } catch (RuntimeException failed) {
            refused.incrementAndGet(); // rolled back, or nobody was told that it is there
        }
    }

    private void noted(Item item) {
        committed.accumulateAndGet(item.id(), item.v(), Math::max);
    }

    private void read(Participant instance) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        pause(random.nextInt(4)); // processes have to start meanwhile
        Read read = switch (random.nextInt(8)) {
            case 0 -> Read.SUM;
            case 1 -> Read.VIEW;
            case 2 -> Read.LOG;
            default -> Read.ROW;
        };
        read(instance, read, random.nextInt(ROWS));
    }

    void read(Participant instance, Read read, int id) {
        long least = read == Read.ROW ? committed.get(id) : total();
        long found;
        try {
            found = instance.read(read, id);
        } catch (AwayException died) {
            pause(20);
            return;
        } catch (RuntimeException failed) {
            broken.add("a read failed: " + failed); // whatever happens to the cache, the database answers
            return;
        }
        reads.incrementAndGet();
        if (found < least) {
            broken.add((read == Read.ROW ? "row " + id : read) + " was at least " + least + " before the read, and "
                    + instance + " gave " + found);
        }
    }

    private long total() {
        long sum = 0;
        for (int i = 0; i < ROWS; i++) {
            sum += committed.get(i);
        }
        return sum;
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
