package io.quarkiverse.strata.transaction;

import static io.quarkiverse.strata.test.Plain.read;
import static io.quarkiverse.strata.test.Plain.write;
import static io.quarkiverse.strata.test.PostgresServer.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.strata.CommitUnknownException;
import io.quarkiverse.strata.ConnectionLostException;
import io.quarkiverse.strata.Database;
import io.quarkiverse.strata.TransactionOptions;
import io.quarkiverse.strata.execution.Listeners;
import io.quarkiverse.strata.execution.ResultCache;
import io.quarkiverse.strata.pool.DriverPool;
import io.quarkiverse.strata.pool.PoolMonitor;
import io.quarkiverse.strata.pool.PoolSettings;
import io.quarkiverse.strata.pool.PoolStatus;
import io.quarkiverse.strata.pool.PrimaryPool;
import io.quarkiverse.strata.pool.Router;
import io.quarkiverse.strata.test.FaultProxy;
import io.quarkiverse.strata.test.PostgresServer;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Future;
import io.vertx.pgclient.PgConnection;

/**
 * One transaction with savepoints, of which one is rolled back, and the same fault before and behind each of its messages in
 * turn:
 * it is wholly there or wholly absent, as its caller was told, and the next one works.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
class EachStepRun {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final String COMMIT = "; COMMIT";
    private static final Set<Integer> WHOLE = Set.of(1, 3);

    private enum Fault {
        /** The message doesn't arrive, and the connection breaks. */
        MESSAGE_LOST,
        /** It arrives, and the connection breaks when it is answered. */
        ANSWER_LOST,
        /** The server is killed before it arrives. */
        KILLED_BEFORE,
        /** The server is killed when it has arrived. */
        KILLED_BEHIND,
        /** Its caller leaves when it is sent. */
        CALLER_LEAVES;

        boolean kills() {
            return this == KILLED_BEFORE || this == KILLED_BEHIND;
        }
    }

    private final PostgresServer server = PostgresServer.start();
    private final String database = server.createDatabase();
    private final FaultProxy proxy = new FaultProxy(server.port());
    private final DriverPool pool = DriverPool.build(server.vertx(), null,
            () -> Future.succeededFuture(server.options(database).setPort(proxy.port())), PoolSettings.ofSize(2));
    private final Router router = Router.primaryOnly(new PrimaryPool("<default>", server.vertx(), pool,
            () -> PgConnection.connect(server.vertx(), server.options(database)).map(connection -> connection),
            Listeners.NONE));
    private final Database db = new TransactionalDatabase(router, SessionSettings.of(PipelineBegin.READS),
            TransactionOptions.defaults(), ResultCache.disabled("<default>"));

    @AfterEach
    void end() {
        pool.close();
        proxy.close();
        server.close();
    }

    private final AtomicLong ids = new AtomicLong();

    private Uni<Long> work(long id) {
        return db.transaction(tx -> tx.single(read("SELECT count(*)::int8 FROM t"))
                .chain(() -> tx.execute(write("INSERT INTO t VALUES ($1, 1)", id)))
                .chain(() -> tx.savepoint(sp -> sp.execute(write("INSERT INTO t VALUES ($1, 2)", id))
                        .chain(() -> Uni.createFrom().failure(new IllegalStateException("undone"))))
                        .onFailure(IllegalStateException.class).recoverWithNull())
                .chain(() -> tx.savepoint(sp -> sp.execute(write("INSERT INTO t VALUES ($1, 3)", id))))
                .chain(() -> tx.single(read("SELECT count(*)::int8 FROM t"))));
    }

    private int busy() {
        PoolStatus status = new PoolMonitor(router).pools().get(0);
        return status.inUse() + status.waiting();
    }

    private Set<Integer> rows(long id) {
        Set<Integer> parts = new TreeSet<>();
        server.execute(database, "SELECT part FROM t WHERE id = " + id).forEach(row -> parts.add(row.getInteger(0)));
        return parts;
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void isFaultyInTurn(Fault fault) {
        server.execute(database, "CREATE TABLE t (id int8, part int)");
        Set<String> told = new TreeSet<>();
        int step = 1;
        for (int missed = 0; missed < 4;) { // how many of them travel together isn't always the same
            AtomicInteger left = new AtomicInteger(step);
            String outcome = check(fault, step, bytes -> left.decrementAndGet() == 0);
            if (outcome == null) {
                missed++;
            } else {
                told.add(outcome);
                step++;
            }
        }
        AtomicInteger commits = new AtomicInteger(); // the one that counts is struck for certain
        told.add(check(fault, step, bytes -> bytes.contains(COMMIT) && commits.incrementAndGet() == 1));
        assertThat(step).as("messages of a transaction").isGreaterThan(7);
        assertThat(told).as("in the beginning it is rolled back").contains("rolled back");
        if (fault == Fault.ANSWER_LOST || fault == Fault.CALLER_LEAVES) {
            assertThat(told).as("in the end it is there").contains("committed");
        }
    }

    /** @return null when the transaction had fewer messages */
    private String check(Fault fault, int step, Predicate<String> due) {
        Awaitility.await().atMost(PATIENCE).ignoreExceptions().until(() -> await(work(-3)) != null);
        AtomicBoolean struck = new AtomicBoolean();
        CompletableFuture<Cancellable> caller = new CompletableFuture<>(); // the message may be quicker than it
        CompletableFuture<Void> restarted = new CompletableFuture<>();
        if (fault == Fault.ANSWER_LOST) {
            proxy.loseAnswersWhen(bytes -> due.test(bytes) && struck.compareAndSet(false, true));
        } else {
            proxy.meddle(bytes -> due.test(bytes) && struck.compareAndSet(false, true)
                    ? struck(fault, bytes, caller, restarted)
                    : bytes);
        }
        CompletableFuture<String> told = new CompletableFuture<>();
        long id = ids.incrementAndGet();
        Uni<Long> work = work(id);
        caller.complete(work.onItem().transform(found -> "committed").onFailure().recoverWithItem(EachStepRun::outcome)
                .onCancellation().invoke(() -> told.complete("left")).subscribe().with(told::complete));
        String outcome = told.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        Awaitility.await().atMost(PATIENCE).until(() -> busy() == 0);
        proxy.meddle(bytes -> bytes);
        proxy.loseAnswersTo(null);
        if (!struck.get()) {
            assertThat(outcome).isEqualTo("committed");
            return null;
        }
        if (fault.kills()) {
            restarted.join();
        }
        Set<Integer> rows = rows(id);
        assertThat(rows).as("%s at message %d, told to be %s", fault, step, outcome).isIn(switch (outcome) {
            case "committed" -> List.of(WHOLE);
            case "rolled back" -> List.of(Set.of());
            default -> List.of(WHOLE, Set.of());
        });
        return outcome.equals("left") ? rows.isEmpty() ? "rolled back" : "committed" : outcome;
    }

    private String struck(Fault fault, String bytes, CompletableFuture<Cancellable> caller,
            CompletableFuture<Void> restarted) {
        switch (fault) {
            case KILLED_BEFORE -> {
                server.kill();
                server.vertx().executeBlocking(() -> restart(restarted));
            }
            case KILLED_BEHIND -> {
                proxy.stall(); // or the rest of the transaction is there, too
                server.vertx().setTimer(5, later -> server.vertx().executeBlocking(() -> {
                    server.kill();
                    proxy.cut();
                    proxy.resume();
                    return restart(restarted);
                }));
            }
            case CALLER_LEAVES -> caller.thenAccept(Cancellable::cancel);
            default -> {
                return null;
            }
        }
        return bytes;
    }

    private Void restart(CompletableFuture<Void> restarted) {
        server.restart();
        restarted.complete(null);
        return null;
    }

    private static String outcome(Throwable failure) {
        if (failure instanceof CommitUnknownException) {
            return "unknown";
        }
        assertThat(failure).isInstanceOf(ConnectionLostException.class);
        return "rolled back";
    }
}
