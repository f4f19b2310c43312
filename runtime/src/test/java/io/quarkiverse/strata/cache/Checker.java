package io.quarkiverse.strata.cache;

import static io.quarkiverse.strata.sql.Sql.col;
import static io.quarkiverse.strata.sql.Sql.insertInto;
import static io.quarkiverse.strata.sql.Sql.param;
import static io.quarkiverse.strata.sql.Sql.select;
import static io.quarkiverse.strata.sql.Sql.set;
import static io.quarkiverse.strata.sql.Sql.sum;
import static io.quarkiverse.strata.sql.Sql.update;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.BooleanSupplier;

import io.quarkiverse.strata.Database;
import io.quarkiverse.strata.Queries;
import io.quarkiverse.strata.sql.Query;
import io.quarkiverse.strata.sql.Row;
import io.quarkiverse.strata.sql.Select;
import io.quarkiverse.strata.sql.Statement;
import io.quarkiverse.strata.sql.Update;
import io.quarkiverse.strata.test.PostgresServer;
import io.smallrye.mutiny.Uni;

/**
 * Random writes and cached reads on several instances at once. Every value only grows, so a read that gives less than what was
 * reported committed before it started is outdated: it breaks the contract.
 */
final class Checker {

    private static final int ROWS = 6;

    private static final Select<Object> BY_KEY = select(col("v")).from("item").where(col("id").eq(param("id", Integer.class)));
    private static final Select<?> SUM = select(sum(col("v"))).from("item");
    private static final Select<?> VIEW = select(sum(col("v"))).from("items_seen");
    private static final Update RAISE = update("item").set("v", col("v").plus(1L))
            .where(col("id").eq(param("id", Integer.class)));

    private final String database = PostgresServer.get().createDatabase();
    private final AtomicLongArray committed = new AtomicLongArray(ROWS);
    private final Queue<String> broken = new ConcurrentLinkedQueue<>();
    final AtomicLong reads = new AtomicLong();
    final AtomicLong writes = new AtomicLong();
    final AtomicLong refused = new AtomicLong();

    Checker() {
        PostgresServer.get().execute(database, """
                CREATE TABLE item (id int PRIMARY KEY, v bigint NOT NULL);
                INSERT INTO item SELECT id, 0 FROM generate_series(0, 5) AS id;
                CREATE VIEW items_seen AS SELECT id, v FROM item""");
    }

    String database() {
        return database;
    }

    /** What broke the contract, in words. */
    List<String> broken() {
        return List.copyOf(broken);
    }

    /** Runs until it is told to stop, or something is broken. */
    void run(List<Database> instances, BooleanSupplier goOn) {
        List<Thread> threads = new ArrayList<>();
        for (Database instance : instances) {
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
            action.run();
        }
    }

    private void write(Database db) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        try {
            Thread.sleep(random.nextInt(30));
            int id = random.nextInt(ROWS);
            switch (random.nextInt(5)) {
                case 0 -> noted(await(db.list(returning(update("item").set("v", col("v").plus(1L))
                        .where(col("id").in(List.of(id, (id + 1) % ROWS)))))));
                case 1 -> noted(await(db.transaction(tx -> tx.list(returning(RAISE.bind("id", id))))));
                case 2 -> noted(await(db.list(insertInto("item").columns("id", "v").values(id, 1L).onConflict("id")
                        .doUpdate(set("v", col("item.v").plus(1L)))
                        .returning(col("id"), col("v")))));
                case 3 -> await(db.transaction(tx -> tx.execute((Statement) RAISE.bind("id", id))
                        .chain(() -> Uni.createFrom().<Integer> failure(new IllegalStateException("rolled back")))));
                default -> noted(await(db.list(returning(RAISE.bind("id", id)))));
            }
            writes.incrementAndGet();
        } catch (Exception failed) {
            refused.incrementAndGet(); // rolled back, or nobody was told that it is there
        }
    }

    private static Query<Row> returning(Update update) {
        return update.returning(col("id"), col("v"));
    }

    private void noted(List<Row> rows) {
        for (Row row : rows) {
            long seen = row.get("v", Long.class);
            committed.accumulateAndGet(row.get("id", Integer.class), seen, Math::max);
        }
    }

    private void read(Database db) {
        Queries cached = db.cacheFor(Duration.ofMinutes(5));
        int id = ThreadLocalRandom.current().nextInt(ROWS);
        switch (ThreadLocalRandom.current().nextInt(4)) {
            case 0 -> {
                long least = total();
                check("the sum", least, await(cached.single(SUM.as(BigDecimal.class))).longValue());
            }
            case 1 -> {
                long least = total();
                check("the view's sum", least, await(cached.cacheKey("view").single(VIEW.as(BigDecimal.class))).longValue());
            }
            default -> {
                long least = committed.get(id);
                check("row " + id, least, await(cached.single(BY_KEY.as(Long.class).bind("id", id))));
            }
        }
        reads.incrementAndGet();
    }

    private long total() {
        long sum = 0;
        for (int i = 0; i < ROWS; i++) {
            sum += committed.get(i);
        }
        return sum;
    }

    private void check(String what, long least, long found) {
        if (found < least) {
            broken.add(what + " was at least " + least + " before the read, and it gave " + found);
        }
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(30));
    }
}
