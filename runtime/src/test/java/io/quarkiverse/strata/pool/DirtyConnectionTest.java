package io.quarkiverse.strata.pool;

import static io.quarkiverse.strata.test.PostgresServer.await;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.strata.test.LogLines;
import io.quarkiverse.strata.test.PostgresServer;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;

/** What a user of the driver's {@code Pool} leaves behind. */
class DirtyConnectionTest {

    private static final PostgresServer SERVER = PostgresServer.get();
    private static final String BACKEND = "SELECT pg_backend_pid(), now() = statement_timestamp()";

    private final LogLines log = new LogLines(PooledConnection.class.getName());
    private final DriverPool pool = DriverPool.build(SERVER.vertx(), null,
            () -> Future.succeededFuture(SERVER.options("postgres")), PoolSettings.ofSize(1));

    @AfterEach
    void close() {
        log.close();
        pool.close();
    }

    private int use(String... statements) {
        SqlConnection connection = await(pool.getConnection());
        for (String statement : statements) {
            await(connection.query(statement).execute().mapEmpty().recover(failed -> Future.succeededFuture()));
        }
        int backend = await(connection.query("SELECT 1").execute()
                .transform(any -> Future.succeededFuture(io.vertx.pgclient.PgConnection.cast(connection).processId())));
        await(connection.close());
        return backend;
    }

    @ParameterizedTest
    @ValueSource(strings = { "BEGIN", "BEGIN; SELECT 1/0", "START TRANSACTION; SELECT repeat('Z', 100000)" })
    void anOpenTransactionIsNotHandedOn(String left) {
        int first = use(left);
        var row = await(pool.query(BACKEND).execute()).iterator().next();
        assertThat(row.getInteger(0)).isNotEqualTo(first);
        assertThat(row.getBoolean(1)).as("no transaction is open").isTrue();
        assertThat(log.with("STRATA-2139")).hasSize(1);
        assertThat(SERVER.execute("postgres", "SELECT count(*) FROM pg_stat_activity WHERE pid = " + first
                + " AND state LIKE 'idle in transaction%'").iterator().next().getLong(0)).isZero();
    }

    @Test
    void whatIsCleanIsHandedOn() {
        int first = use("BEGIN", "SELECT 1", "ROLLBACK");
        assertThat(use("BEGIN; SELECT repeat('Z', 100000); COMMIT")).isEqualTo(first);
        assertThat(use("SELECT 1/0")).isEqualTo(first);
        assertThat(log.with("STRATA-2139")).isEmpty();
    }
}
