package io.quarkiverse.strata.pool;

import static io.quarkiverse.strata.test.PostgresServer.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import io.quarkiverse.strata.test.FaultProxy;
import io.quarkiverse.strata.test.PostgresServer;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.NetServer;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;

/** The pool on a real server, as Strata uses it and as others use it as Vert.x's. */
class DriverPoolTest {

    private static final PostgresServer SERVER = PostgresServer.get();
    private static final Duration NEVER = Duration.ZERO;

    private final String name = UUID.randomUUID().toString();
    private DriverPool pool;

    @AfterEach
    void end() {
        await(pool.close());
        Awaitility.await("backends of a closed pool end").until(() -> count() == 0);
    }

    private DriverPool pool(PoolSettings settings, UnaryOperator<PgConnectOptions> change) {
        PgConnectOptions options = change.apply(SERVER.options("postgres").addProperty("application_name", name));
        pool = DriverPool.build(SERVER.vertx(), null, () -> Future.succeededFuture(new PgConnectOptions(options)), settings);
        pool.start();
        return pool;
    }

    private DriverPool pool(PoolSettings settings) {
        return pool(settings, options -> options);
    }

    private int count() {
        return SERVER.execute("postgres", "SELECT FROM pg_stat_activity WHERE application_name = '" + name + "'").size();
    }

    @Test
    void someAreWarmBeforeTheFirstCallerComes() {
        pool(PoolSettings.ofSize(5).withSize(3, 5));
        Awaitility.await().until(() -> count() == 3);
        await(pool.query("SELECT 1").execute());
        assertThat(count()).isEqualTo(3);
    }

    @Test
    void othersLendTheSameConnections() {
        pool(PoolSettings.ofSize(1));
        SqlConnection lent = await(pool.getConnection());
        Future<RowSet<Row>> waits = pool.preparedQuery("SELECT $1::int4").execute(Tuple.of(7));
        assertThat(waits.isComplete()).isFalse();
        await(lent.close());
        assertThat(await(waits).iterator().next().getInteger(0)).isEqualTo(7);
        assertThat(await(pool.withTransaction(connection -> connection.query("SELECT pg_current_xact_id() IS NOT NULL")
                .execute())).iterator().next().getBoolean(0)).isTrue();
        assertThatThrownBy(() -> await(pool.query("SELECT nothing").execute())).hasMessageContaining("nothing");
        assertThat(await(pool.withConnection(connection -> connection.query("SELECT 1").execute())).size()).isEqualTo(1);
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void whatIsGivenBackTwiceIsLentOnce() {
        pool(PoolSettings.ofSize(2));
        SqlConnection first = await(pool.getConnection());
        await(first.close());
        SqlConnection second = await(pool.getConnection());
        assertThatThrownBy(() -> await(first.close())).hasMessageContaining("given back before");
        Future<SqlConnection> third = pool.getConnection();
        int[] backends = Stream.of(second, await(third))
                .mapToInt(each -> await(each.query("SELECT pg_backend_pid()").execute()).iterator().next().getInteger(0))
                .toArray();
        assertThat(backends[0]).isNotEqualTo(backends[1]);
        await(second.close());
        await(third.result().close());
    }

    @Test
    void answersArriveWhereTheyWereAskedFor() {
        pool(PoolSettings.ofSize(1));
        List<Context> callers = List.of(((VertxInternal) SERVER.vertx()).createEventLoopContext(),
                ((VertxInternal) SERVER.vertx()).createEventLoopContext(),
                ((VertxInternal) SERVER.vertx()).createWorkerContext());
        for (Context caller : callers) {
            CompletableFuture<Context> where = new CompletableFuture<>();
            caller.runOnContext(
                    go -> pool.query("SELECT 1").execute().onComplete(done -> where.complete(Vertx.currentContext())));
            assertThat(where.join()).isSameAs(caller);
            CompletableFuture<Context> also = new CompletableFuture<>();
            caller.runOnContext(go -> pool.getConnection().compose(lent -> lent.query("SELECT 1").execute()
                    .onComplete(done -> also.complete(Vertx.currentContext())).eventually(() -> lent.close())));
            assertThat(also.join()).isSameAs(caller);
        }
    }

    @Test
    void aDeadLinkIsFoundWhileItLiesIdle() {
        try (FaultProxy link = new FaultProxy(SERVER.port())) {
            pool(new PoolSettings(1, 1, Duration.ofMillis(500), Duration.ofSeconds(20), -1, NEVER, NEVER,
                    Duration.ofMillis(100), NEVER),
                    options -> options.setPort(link.port()));
            await(pool.query("SELECT 1").execute());
            link.stall();
            Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> pool.lastFailure() != null);
            link.resume();
            assertThat(await(pool.query("SELECT 1").execute()).size()).isEqualTo(1);
            link.cut();
        }
    }

    private int backend() {
        return SERVER.execute("postgres", "SELECT max(pid) FROM pg_stat_activity WHERE application_name = '" + name + "'")
                .iterator().next().getInteger(0);
    }

    @Test
    void aConnectionThatTheServerEndsIsReplaced() {
        pool(PoolSettings.ofSize(1).withSize(1, 1));
        Awaitility.await().until(() -> count() == 1);
        int first = backend();
        SERVER.execute("postgres", "SELECT pg_terminate_backend(" + first + ")");
        Awaitility.await().until(() -> count() == 1 && backend() != first);
    }

    /** The driver tells who runs something that the connection is gone before it tells the pool. */
    @RepeatedTest(10)
    void oneThatHasJustBrokenIsNotLent() {
        pool(PoolSettings.ofSize(1));
        List<Future<RowSet<Row>>> waiting = new ArrayList<>();
        CompletableFuture<Throwable> broken = new CompletableFuture<>();
        SERVER.vertx().getOrCreateContext().runOnContext(go -> {
            pool.query("SELECT pg_sleep(30)").execute().onFailure(broken::complete);
            for (int i = 0; i < 5; i++) {
                waiting.add(pool.query("SELECT 1").execute());
            }
        });
        Awaitility.await().until(() -> SERVER.execute("postgres", "SELECT FROM pg_stat_activity WHERE state = 'active' "
                + "AND application_name = '" + name + "'").size() == 1);
        SERVER.execute("postgres", "SELECT pg_terminate_backend(" + backend() + ")");
        assertThat(broken.join()).isNotNull();
        waiting.forEach(each -> assertThat(await(each).size()).isEqualTo(1));
    }

    @Test
    void aPoolEndsWhileALoginIsStalled() {
        try (FaultProxy link = new FaultProxy(SERVER.port())) {
            link.stall();
            pool(new PoolSettings(0, 1, Duration.ofMillis(300), Duration.ofSeconds(20), -1, NEVER, NEVER, NEVER, NEVER),
                    options -> options.setPort(link.port()));
            assertThatThrownBy(() -> await(pool.query("SELECT 1").execute())).hasMessageContaining("within 300 ms");
            Future<RowSet<Row>> again = pool.query("SELECT 1").execute();
            await(pool.close());
            assertThatThrownBy(() -> await(again)).isNotNull();
            link.cut();
        }
    }

    @Test
    void aLoginThatNobodyAnswersIsGivenUp() {
        Promise<Void> closed = Promise.promise();
        NetServer silent = SERVER.vertx().createNetServer().connectHandler(client -> client.handler(login -> {
        }).closeHandler(closed::tryComplete));
        await(silent.listen(0, "localhost"));
        pool(PoolSettings.ofSize(1), options -> {
            options.setConnectTimeout(500);
            return options.setPort(silent.actualPort());
        });
        assertThatThrownBy(() -> await(pool.query("SELECT 1").execute()))
                .hasMessageContaining("let nobody log in within 500 ms");
        await(closed.future());
        await(silent.close());
    }

    @Test
    void whatIsLentStaysWhileThePoolDrains() {
        pool(new PoolSettings(0, 2, Duration.ofSeconds(5), Duration.ofSeconds(5), -1, NEVER, NEVER, NEVER,
                Duration.ofSeconds(5)));
        SqlConnection lent = await(pool.getConnection());
        Future<Void> closed = pool.close();
        assertThatThrownBy(() -> await(pool.query("SELECT 1").execute())).hasMessageContaining("the pool is closed");
        assertThat(await(lent.query("SELECT 1").execute()).size()).isEqualTo(1);
        await(lent.close());
        await(closed);
        assertThat(count()).isZero();
    }

    @Test
    void behindAServerThatStallsAPoolEnds() {
        try (FaultProxy link = new FaultProxy(SERVER.port())) {
            pool(PoolSettings.ofSize(2), options -> options.setPort(link.port()));
            SqlConnection lent = await(pool.getConnection());
            await(pool.query("SELECT 1").execute());
            link.stall();
            Future<RowSet<Row>> running = lent.query("SELECT 1").execute();
            await(pool.close());
            Awaitility.await().until(running::failed);
            link.cut();
        }
    }
}
