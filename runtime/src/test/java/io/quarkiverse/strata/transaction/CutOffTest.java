package io.quarkiverse.strata.transaction;

import static io.quarkiverse.strata.sql.Sql.col;
import static io.quarkiverse.strata.sql.Sql.count;
import static io.quarkiverse.strata.sql.Sql.select;
import static io.quarkiverse.strata.test.Plain.write;
import static io.quarkiverse.strata.test.PostgresServer.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.strata.ConnectionLostException;
import io.quarkiverse.strata.sql.Query;
import io.quarkiverse.strata.test.FaultProxy;
import io.quarkiverse.strata.test.PostgresServer;
import io.quarkiverse.strata.test.TestDatabase;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;

/** What becomes of a statement outside of transactions when its connection breaks, and of a place behind one that is silent. */
class CutOffTest {

    private static final String INSERT = "INSERT INTO word VALUES ($1)";

    private final FaultProxy proxy = new FaultProxy(PostgresServer.get().port());
    private final TestDatabase test = new TestDatabase(1, PipelineBegin.READS, proxy.port());

    @BeforeEach
    void prepare() {
        test.sql("CREATE TABLE word (w text)");
        await(test.db().execute(write(INSERT, "first"))); // what is sent of it afterwards is its value
    }

    @AfterEach
    void close() {
        test.becomesIdle();
        test.close();
        proxy.close();
    }

    /** It may be there, and would be there twice. */
    @Test
    void aWriteIsNotSentAgain() {
        proxy.loseAnswersTo("second");
        assertThatThrownBy(() -> await(test.db().execute(write(INSERT, "second")))).isInstanceOf(ConnectionLostException.class);
        assertThat(test.number("SELECT count(*) FROM word WHERE w = 'second'")).isEqualTo(1);
    }

    /** Nobody answers its rollback, and the pool has one place. */
    @Test
    void aTransactionThatDoesNotEndGivesItsPlaceBack() {
        Cancellable call = test.db().transaction(tx -> tx.execute(write(INSERT, "third"))
                .chain(() -> Uni.createFrom().nothing())).subscribe().with(done -> {
                }, failure -> {
                });
        await().until(() -> test.number("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'pool' "
                + "AND datname = current_database() AND state = 'idle in transaction'") == 1);
        proxy.stallOpen();
        call.cancel();
        assertThat(await(test.db().single(select(count()).from("word")))).isEqualTo(1);
    }

    @Test
    void aReadIsSentAgainOnce() {
        AtomicInteger cuts = new AtomicInteger();
        AtomicInteger left = new AtomicInteger(1);
        proxy.meddle(
                sent -> sent.contains("count(*)") && cuts.incrementAndGet() > 0 && left.getAndDecrement() > 0 ? null : sent);
        Query<Long> read = select(count()).from("word").where(col("w").eq("first"));
        assertThat(await(test.db().single(read))).isEqualTo(1);
        left.set(5);
        cuts.set(0);
        Query<Long> other = select(count()).from("word").where(col("w").eq("first").or(col("w").eq("second")));
        assertThatThrownBy(() -> await(test.db().single(other))).isInstanceOf(ConnectionLostException.class);
        assertThat(cuts).hasValue(2);
    }
}
