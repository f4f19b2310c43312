package io.quarkiverse.strata.pool;

import static io.quarkiverse.strata.test.PostgresServer.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import io.quarkiverse.strata.test.PostgresServer;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.SqlConnection;

/** Connections beside the pool. */
class DedicatedConnectionsTest {

    private static final PostgresServer SERVER = PostgresServer.get();

    private static PgConnectOptions options() {
        PgConnectOptions options = SERVER.options("postgres");
        options.setConnectTimeout(500);
        return options;
    }

    @Test
    void aLoginThatNobodyAnswersLeavesNoConnectionBehind() {
        Vertx vertx = SERVER.vertx();
        Promise<Void> closed = Promise.promise();
        NetServer silent = vertx.createNetServer()
                .connectHandler(client -> client.handler(login -> {
                }).closeHandler(closed::complete));
        await(silent.listen(0, "localhost"));
        assertThatThrownBy(() -> await(DedicatedConnections.open(vertx, options().setPort(silent.actualPort()))))
                .hasMessageContaining("let nobody log in within 500 ms");
        await(closed.future());
        await(silent.close());
    }

    @Test
    void oneThatIsLoggedInMayBeIdle() throws Exception {
        SqlConnection connection = await(DedicatedConnections.open(SERVER.vertx(), options()));
        Thread.sleep(2500);
        assertThat(await(connection.query("SELECT 1").execute()).size()).isEqualTo(1);
        await(connection.close());
    }
}
