package io.quarkiverse.strata.transaction;

import static io.quarkiverse.strata.test.Plain.read;
import static io.quarkiverse.strata.test.Plain.write;
import static io.quarkiverse.strata.test.PostgresServer.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;

/** A lent connection serves several transactions: the end of one must not touch what else runs there. */
class LentConnectionTest extends OneConnection {

    private static long sleeping() {
        return test.number("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'pool' AND state = 'active' "
                + "AND datname = current_database() AND query LIKE '%pg_sleep%'");
    }

    @Test
    void aStreamStoppedEarlyLeavesItToTheRest() {
        // longer than an end may take
        List<Long> pids = await(db.withConnection(c -> c.single(read("SELECT pg_backend_pid()::int8"))
                .call(() -> c.stream(read("SELECT g::int8 FROM generate_series(1, 1000) g")).select().first(3).collect()
                        .asList())
                .chain(before -> c.single(read("SELECT pg_backend_pid()::int8 FROM pg_sleep(6.5)"))
                        .map(after -> List.of(before, after)))));
        assertThat(pids.get(0)).isEqualTo(pids.get(1));
    }

    @Test
    void aCancelledStreamThatWaitsDoesNotCancelTheWriteThatRuns() {
        List<Object> both = await(db.withConnection(c -> Uni.join().<Object> all(
                c.execute(write("INSERT INTO t SELECT 1 FROM pg_sleep(1)")).map(rows -> rows),
                c.stream(read("SELECT 1::int8")).collect().asList()
                        .ifNoItem().after(Duration.ofMillis(300)).recoverWithItem(List.<Long> of()).map(rows -> rows))
                .andFailFast()));
        assertThat(both).containsExactly(1, List.of());
        assertThat(test.number("SELECT count(*) FROM t")).isEqualTo(1);
    }

    @Test
    void cancelledWhileAWriteRunsItGoesBackAfterTheWrite() {
        Cancellable call = db.withConnection(c -> c.execute(write("INSERT INTO t SELECT 1 FROM pg_sleep(0.5)"))
                .chain(() -> c.execute(write("INSERT INTO t VALUES (2)")))).subscribe().with(item -> {
                }, failure -> {
                });
        await().until(() -> sleeping() == 1);
        call.cancel();
        await().atMost(Duration.ofSeconds(3)).until(() -> test.busyBackends() == 0);
        assertThat(test.number("SELECT sum(id)::int8 FROM t")).isEqualTo(1);
    }
}
