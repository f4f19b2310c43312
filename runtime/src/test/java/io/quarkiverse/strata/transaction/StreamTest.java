package io.quarkiverse.strata.transaction;

import static io.quarkiverse.strata.test.Plain.read;
import static io.quarkiverse.strata.test.Plain.write;
import static io.quarkiverse.strata.test.PostgresServer.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.Test;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;

/** The order of what a stream delivers, and what it leaves on the server. */
class StreamTest extends OneConnection {

    @Test
    void aRowThatCannotBeReadFailsBehindTheRowsBeforeIt() {
        List<Object> seen = new CopyOnWriteArrayList<>();
        await(db.transaction(tx -> {
            tx.stream(read("SELECT CASE WHEN g < 3 THEN g END::int8 FROM generate_series(1, 3) g"))
                    .subscribe().with(seen::add, failure -> seen.add("failed"));
            return tx.execute(write("INSERT INTO t VALUES (1)"));
        }));
        assertThat(seen).containsExactly(1L, 2L, "failed");
        assertThat(test.number("SELECT count(*) FROM t")).isEqualTo(1);
    }

    @Test
    void stoppedWhileItsNextRowsWaitForTheirTurnItAsksForThemNoMore() {
        test.sql("CREATE SEQUENCE fetched");
        AssertSubscriber<Long> seen = AssertSubscriber.create(256);
        await(db.transaction(tx -> {
            tx.stream(read("SELECT nextval('fetched') FROM generate_series(1, 1000)")).subscribe().withSubscriber(seen);
            return tx.execute(read("SELECT 1")).chain(() -> {
                Uni<Integer> running = tx.execute(read("SELECT 1 FROM pg_sleep(0.2)"));
                Uni<Integer> stop = Uni.createFrom().item(() -> {
                    seen.request(1);
                    seen.cancel();
                    return 1;
                });
                return Uni.join().all(running, stop).andFailFast();
            }).chain(() -> tx.execute(write("INSERT INTO t VALUES (1)")));
        }));
        assertThat(seen.getItems()).hasSize(256);
        assertThat(test.number("SELECT last_value FROM fetched")).isEqualTo(256);
        assertThat(test.number("SELECT count(*) FROM t")).isEqualTo(1);
    }

    @Test
    void stoppedEarlyItLeavesNoCursor() {
        Long open = await(db.transaction(tx -> tx.stream(read("SELECT g::int8 FROM generate_series(1, 100000) g"))
                .select().first(3).collect().asList()
                .chain(() -> tx.single(read("SELECT count(*) FROM pg_cursors WHERE name <> ''")))));
        assertThat(open).isZero();
    }

    @Test
    void manyRequestsOfOneRow() {
        AssertSubscriber<Long> seen = AssertSubscriber.create(0);
        db.stream(read("SELECT g::int8 FROM generate_series(1, 1000) g")).onItem().invoke(() -> seen.request(1)).subscribe()
                .withSubscriber(seen);
        seen.request(1);
        seen.awaitCompletion(Duration.ofSeconds(10));
        assertThat(seen.getItems()).hasSize(1000).isSorted();
    }
}
