package io.quarkiverse.strata.transaction;

import static io.quarkiverse.strata.test.Plain.read;
import static io.quarkiverse.strata.test.Plain.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.strata.Database;
import io.quarkiverse.strata.TransactionScopeLostException;
import io.quarkiverse.strata.test.FaultProxy;
import io.quarkiverse.strata.test.PostgresServer;
import io.quarkiverse.strata.test.TestDatabase;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Context;

/** Statements that have lost their transaction's scope on the way, in one request (a duplicated context). */
class LostScopeTest {

    private TestDatabase test;
    private Database db;

    @BeforeEach
    void start() {
        test = new TestDatabase(3);
        db = test.db();
        test.sql("CREATE TABLE t (id int8 PRIMARY KEY)");
    }

    @AfterEach
    void stop() {
        test.close();
    }

    private static <T> T inARequest(Supplier<Uni<T>> work) throws Exception {
        CompletableFuture<T> result = new CompletableFuture<>();
        VertxContext.createNewDuplicatedContext(PostgresServer.get().vertx().getOrCreateContext())
                .runOnContext(go -> work.get().subscribe().with(result::complete, result::completeExceptionally));
        try {
            return result.get(20, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw (Exception) e.getCause();
        }
    }

    /** A bridge that drops the Mutiny context, as many libraries do. */
    private static <T> Uni<T> losingTheScope(Uni<T> work) {
        return Uni.createFrom().completionStage(() -> work.subscribeAsCompletionStage());
    }

    @Test
    void aWriteBesideTheTransactionFails() {
        assertThatThrownBy(() -> inARequest(() -> db.transaction(tx -> tx.execute(write("INSERT INTO t VALUES (1)"))
                .chain(() -> losingTheScope(db.execute(write("INSERT INTO t VALUES (2)")))))))
                .isInstanceOf(TransactionScopeLostException.class)
                .hasMessage("STRATA-2402: a write ran beside the open transaction of its request on datasource <default>: the "
                        + "subscription has lost the transaction's scope, so it would commit on its own. Use the transaction's "
                        + "handle (tx -> tx.…), or db.outsideTransaction() if it is meant. Statement: INSERT INTO t VALUES (2)");
        assertThat(test.number("SELECT count(*) FROM t")).isZero();
    }

    @Test
    void theHandleWorksAllTheSame() throws Exception {
        inARequest(() -> db.transaction(tx -> tx.execute(write("INSERT INTO t VALUES (1)"))
                .chain(() -> losingTheScope(tx.execute(write("INSERT INTO t VALUES (2)"))))));
        assertThat(test.number("SELECT count(*) FROM t")).isEqualTo(2);
    }

    @Test
    void outsideTransactionMeansIt() throws Exception {
        inARequest(() -> db.transaction(tx -> tx.execute(write("INSERT INTO t VALUES (1)"))
                .chain(() -> losingTheScope(db.outsideTransaction().execute(write("INSERT INTO t VALUES (2)"))))));
        assertThat(test.number("SELECT count(*) FROM t")).isEqualTo(2);
    }

    @Test
    void aReadGoesOnWithAWarning() throws Exception {
        Long seen = inARequest(() -> db.transaction(tx -> tx.execute(write("INSERT INTO t VALUES (1)"))
                .chain(() -> losingTheScope(db.single(read("SELECT count(*) FROM t"))))));
        assertThat(seen).isZero();
    }

    @Test
    void afterTheTransactionWritesAreFreeAgain() throws Exception {
        inARequest(() -> db.transaction(tx -> tx.execute(write("INSERT INTO t VALUES (1)")))
                .chain(() -> db.execute(write("INSERT INTO t VALUES (2)"))));
        assertThat(test.number("SELECT count(*) FROM t")).isEqualTo(2);
    }

    @Test
    void aTransactionCancelledBehindAStalledServerIsCountedNoMore() throws Exception {
        try (FaultProxy proxy = new FaultProxy(PostgresServer.get().port());
                TestDatabase stalled = new TestDatabase(1, PipelineBegin.READS, proxy.port())) {
            Context request = VertxContext.createNewDuplicatedContext(PostgresServer.get().vertx().getOrCreateContext());
            CompletableFuture<Cancellable> call = new CompletableFuture<>();
            request.runOnContext(go -> call.complete(stalled.db()
                    .transaction(tx -> tx.list(read("SELECT 1::int8 FROM pg_sleep(1)"))).subscribe().with(item -> {
                    }, failure -> {
                    })));
            Awaitility.await().until(() -> stalled.busyBackends() == 1);
            proxy.stall(); // the cancel request gets no answer either
            call.get().cancel();
            Awaitility.await().atMost(Duration.ofSeconds(15)).until(() -> {
                CompletableFuture<Throwable> outcome = new CompletableFuture<>();
                request.runOnContext(go -> stalled.db().execute(write("SELECT 1")).ifNoItem().after(Duration.ofMillis(100))
                        .fail().subscribe().with(item -> outcome.complete(null), outcome::complete));
                return outcome.get() instanceof TimeoutException;
            });
        }
    }

    @Test
    void twoTransactionsOfOneRequestStayApart() throws Exception {
        inARequest(() -> Uni.join().all(
                db.transaction(tx -> tx.execute(write("INSERT INTO t VALUES (1)"))),
                db.transaction(tx -> tx.execute(write("INSERT INTO t VALUES (2)"))
                        .chain(() -> Uni.createFrom().<Integer> failure(new IllegalStateException())))
                        .onFailure().recoverWithItem(0))
                .andFailFast());
        assertThat(test.number("SELECT sum(id)::int8 FROM t")).isEqualTo(1);
    }
}
