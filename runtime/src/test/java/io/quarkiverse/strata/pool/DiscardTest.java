package io.quarkiverse.strata.pool;

import static io.quarkiverse.strata.test.PostgresServer.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Test;

import io.quarkiverse.strata.execution.Listeners;
import io.quarkiverse.strata.execution.ResultLimits;
import io.quarkiverse.strata.test.FaultProxy;
import io.quarkiverse.strata.test.PostgresServer;
import io.vertx.core.Future;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PreparedQuery;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import io.vertx.sqlclient.impl.SqlConnectionInternal;

/** Whose backend is ended when a connection is thrown away. */
class DiscardTest {

    private static final PostgresServer SERVER = PostgresServer.get();

    private static PrimaryPool pool(DedicatedConnections dedicated) {
        Pool pool = DriverPool.build(SERVER.vertx(), null, () -> Future.succeededFuture(SERVER.options("postgres")),
                PoolSettings.ofSize(1));
        return new PrimaryPool("<default>", SERVER.vertx(), pool, dedicated, Listeners.NONE);
    }

    private static Future<SqlConnection> connect() {
        return PgConnection.connect(SERVER.vertx(), SERVER.options("postgres")).map(connection -> connection);
    }

    @Test
    void whatItRunsIsEnded() {
        PrimaryPool pool = pool(DiscardTest::connect);
        PhysicalConnection connection = await(pool.acquire(() -> "a test"));
        Future<?> running = connection.sql().query("SELECT pg_sleep(30)").execute();
        pool.discard(connection);
        await().until(running::failed);
        await().until(() -> SERVER.execute("postgres",
                "SELECT FROM pg_stat_activity WHERE pid = " + connection.backendPid()).size() == 0);
    }

    /** The connection's process is gone, and its number has gone to another's. */
    @Test
    void aBackendThatCameLaterIsSpared() throws Exception {
        int[] number = new int[1];
        PrimaryPool pool = pool(() -> connect().map(helper -> asking(helper, values -> {
            Object[] changed = new Object[values.size()];
            for (int i = 0; i < changed.length; i++) {
                changed[i] = i == 0 ? number[0] : values.getValue(i);
            }
            return Tuple.from(changed);
        })));
        PhysicalConnection connection = await(pool.acquire(() -> "a test"));
        Thread.sleep(200);
        SqlConnection other = SERVER.connect("postgres");
        number[0] = PgConnection.cast(other).processId();
        pool.discard(connection);
        await().until(connection::isClosed);
        assertThat(await(other.query("SELECT 1").execute()).size()).isEqualTo(1);
        await(other.close());
    }

    /** The number is the pooler's, and there it is another's. */
    @Test
    void behindAPoolerNoBackendIsEnded() {
        Hosts.Target target = new Hosts.Target("pooler", () -> Future.succeededFuture(SERVER.options("postgres")));
        PrimaryPool pool = new PrimaryPool("<default>", SERVER.vertx(), pool(DiscardTest::connect).driver(),
                DiscardTest::connect, Listeners.NONE, ResultLimits.NONE,
                new Hosts("<default>", SERVER.vertx(), List.of(target), false), 1);
        PhysicalConnection connection = await(pool.acquire(() -> "a test"));
        SqlConnection helper = SERVER.connect("postgres");
        assertThat(await(pool.endBackend(connection, helper))).isFalse();
        assertThat(await(connection.sql().query("SELECT 1").execute()).size()).isEqualTo(1);
        pool.recycle(connection);
        await(helper.close());
    }

    /** As where a datasource has several addresses, and connections are made to one after the other. */
    @Test
    void aBackendOfAnotherServerIsSpared() {
        try (FaultProxy elsewhere = new FaultProxy(SERVER.port())) {
            PrimaryPool pool = pool(() -> PgConnection
                    .connect(SERVER.vertx(), SERVER.options("postgres").setPort(elsewhere.port())).map(helper -> helper));
            PhysicalConnection connection = await(pool.acquire(() -> "a test"));
            Future<?> running = connection.sql().query("SELECT pg_sleep(1), 'spared'").execute();
            pool.discard(connection);
            await().until(connection::isClosed);
            await().until(running::failed);
            assertThat(SERVER.execute("postgres", "SELECT FROM pg_stat_activity WHERE pid = " + connection.backendPid())
                    .size()).isEqualTo(1);
        }
    }

    /** A connection whose statements get other values. */
    private static SqlConnection asking(SqlConnection real, UnaryOperator<Tuple> change) {
        return wrapped(SqlConnectionInternal.class, (proxy, method, arguments) -> method.getName().equals("preparedQuery")
                ? wrapped(PreparedQuery.class, (query, execute, values) -> real.preparedQuery((String) arguments[0])
                        .execute(change.apply((Tuple) values[0])))
                : method.invoke(real, arguments));
    }

    private static <T> T wrapped(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, handler));
    }
}
