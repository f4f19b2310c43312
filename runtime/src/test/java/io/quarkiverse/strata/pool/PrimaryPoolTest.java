package io.quarkiverse.strata.pool;

import static io.quarkiverse.strata.test.Plain.read;
import static io.quarkiverse.strata.test.Plain.write;
import static io.quarkiverse.strata.test.PostgresServer.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import io.quarkiverse.strata.ConnectionLostException;
import io.quarkiverse.strata.Database;
import io.quarkiverse.strata.DatabaseException;
import io.quarkiverse.strata.PoolExhaustedException;
import io.quarkiverse.strata.TransactionOptions;
import io.quarkiverse.strata.execution.Listeners;
import io.quarkiverse.strata.execution.ResultLimits;
import io.quarkiverse.strata.test.PostgresServer;
import io.quarkiverse.strata.transaction.PipelineBegin;
import io.quarkiverse.strata.transaction.TransactionalDatabase;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Pool;

/** What a caller is told when there is no connection to be had. */
class PrimaryPoolTest {

    private static final PostgresServer SERVER = PostgresServer.get();

    private static Database database(Duration acquireTimeout, int maxWaiting, UnaryOperator<PgConnectOptions> change) {
        PgConnectOptions options = change.apply(SERVER.options("postgres"));
        Pool pool = DriverPool.build(SERVER.vertx(), null, () -> Future.succeededFuture(new PgConnectOptions(options)),
                PoolSettings.ofSize(1).withWaiting(acquireTimeout, maxWaiting));
        return new TransactionalDatabase(
                new PrimaryPool("<default>", SERVER.vertx(), pool,
                        () -> PgConnection.connect(SERVER.vertx(), options).map(connection -> connection), Listeners.NONE,
                        ResultLimits.NONE,
                        new Hosts("<default>", SERVER.vertx(), List.of(new Hosts.Target("localhost:" + SERVER.port(),
                                () -> Future.succeededFuture(new PgConnectOptions(options))))),
                        1),
                PipelineBegin.READS);
    }

    /** Returns when it has it. @param seconds how long, another time in each test */
    private static void takesTheConnection(Database db, String seconds) {
        db.list(read("SELECT 1::int8 FROM pg_sleep(" + seconds + ")")).subscribe().with(rows -> {
        }, failure -> {
        });
        Awaitility.await().until(() -> SERVER.execute("postgres", "SELECT FROM pg_stat_activity WHERE state = 'active' "
                + "AND query LIKE '%pg_sleep(" + seconds + ")%' AND pid <> pg_backend_pid()").size() == 1);
    }

    @Test
    void nobodyWaitsLongerThanTheAcquireTimeout() {
        Database db = database(Duration.ofMillis(200), -1, options -> options);
        takesTheConnection(db, "1.25");
        assertThatThrownBy(() -> await(db.single(read("SELECT 1::int8")))).isInstanceOf(PoolExhaustedException.class)
                .hasMessageMatching("STRATA-2101: no connection of datasource <default> became free within 2\\d\\d ms "
                        + "\\(quarkus.strata.pool.acquire-timeout\\). Pool of the primary: 1 open or being opened, 1 in use, 1 "
                        + "waiting. "
                        + "Held longest: for [\\d.]+ m?s by SELECT 1::int8 FROM pg_sleep\\(1.25\\) "
                        + "\\(backend \\d+\\). Look there for what takes long, or raise "
                        + "quarkus.datasource.reactive.max-size.");
        assertThatThrownBy(() -> await(db.transaction(tx -> tx.single(read("SELECT 1::int8")))))
                .isInstanceOf(PoolExhaustedException.class);
    }

    @Test
    void whoHoldsTheConnectionAndWhoKeepsThemWaitingIsTold() {
        Database db = database(Duration.ofMillis(300), -1, options -> options);
        SERVER.execute("postgres", "CREATE TABLE IF NOT EXISTS held (id int8)");
        PgConnection other = await(Uni.createFrom().completionStage(PgConnection
                .connect(SERVER.vertx(), SERVER.options("postgres").addProperty("application_name", "nightly report"))
                .toCompletionStage()));
        await(Uni.createFrom().completionStage(
                other.query("BEGIN; LOCK TABLE held").execute().toCompletionStage()));
        db.transaction(TransactionOptions.defaults().withName("transfer"), tx -> tx.execute(write("UPDATE held SET id = 1")))
                .subscribe().with(rows -> {
                }, failure -> {
                });
        Awaitility.await().until(() -> SERVER.execute("postgres", "SELECT FROM pg_stat_activity WHERE "
                + "wait_event_type = 'Lock' AND query LIKE 'UPDATE held%'").size() == 1);
        assertThatThrownBy(() -> await(db.single(read("SELECT 1::int8")))).isInstanceOf(PoolExhaustedException.class)
                .hasMessageMatching("STRATA-2101: .* by transaction transfer, running UPDATE held SET id = 1 "
                        + "\\(backend \\d+, which waits for backend " + other.processId()
                        + " of application 'nightly report', idle in transaction\\)\\. .*");
        other.close();
    }

    @Test
    void aTransactionThatRunsNothingIsTold() {
        Database db = database(Duration.ofMillis(300), -1, options -> options);
        CompletableFuture<Void> end = new CompletableFuture<>();
        CompletableFuture<Long> began = new CompletableFuture<>();
        db.transaction(tx -> tx.single(read("SELECT 7::int8")).invoke(began::complete)
                .chain(() -> Uni.createFrom().completionStage(end))).subscribe().with(done -> {
                });
        began.join();
        assertThatThrownBy(() -> await(db.single(read("SELECT 1::int8")))).isInstanceOf(PoolExhaustedException.class)
                .hasMessageContaining(" by the transaction, running nothing since SELECT 7::int8 (backend ");
        end.complete(null);
    }

    /** One waits, one is refused; which one is that decides the order in which they reach the pool. */
    @Test
    void theQueueOfWaitingCallersIsLimited() {
        Database db = database(Duration.ofSeconds(5), 1, options -> options);
        takesTheConnection(db, "1.26");
        List<CompletableFuture<Long>> calls = Stream.generate(() -> read("SELECT 1::int8")).limit(2)
                .map(query -> db.single(query).subscribe().asCompletionStage()).toList();
        List<Throwable> failures = new ArrayList<>();
        for (CompletableFuture<Long> call : calls) {
            call.handle((row, failure) -> failure == null || failures.add(failure)).join();
        }
        assertThat(failures).singleElement().isInstanceOf(PoolExhaustedException.class)
                .hasToString(PoolExhaustedException.class.getName()
                        + ": STRATA-2102: the pool of datasource <default> is used up and its queue of waiting callers is full. "
                        + "Raise quarkus.strata.pool.max-waiting or quarkus.datasource.reactive.max-size, or send less at once.");
    }

    @Test
    void anUnreachableServerIsNamed() {
        Database db = database(Duration.ofSeconds(5), -1, options -> options.setPort(1));
        assertThatThrownBy(() -> await(db.single(read("SELECT 1::int8")))).isInstanceOf(ConnectionLostException.class)
                .hasMessageStartingWith("STRATA-2103: the server of datasource <default> cannot be reached: Connection refused")
                .hasMessageEndingWith("Check quarkus.datasource.reactive.url and that the server runs.");
    }

    @Test
    void aMissingDatabaseIsNamed() {
        Database db = database(Duration.ofSeconds(5), -1, options -> options.setDatabase("nowhere"));
        assertThatThrownBy(() -> await(db.single(read("SELECT 1::int8")))).isInstanceOf(DatabaseException.class)
                .hasMessage("STRATA-2104: the server of datasource <default> refused the connection: database \"nowhere\" does "
                        + "not exist (SQLSTATE 3D000). Check the database's name in quarkus.datasource.reactive.url.");
    }
}
