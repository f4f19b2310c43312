package io.quarkiverse.strata.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;

import io.quarkiverse.strata.test.PostgresServer;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;

class StrataPgPoolCreatorTest {

    private static PoolConfig config() {
        return (PoolConfig) Proxy.newProxyInstance(PoolConfig.class.getClassLoader(), new Class<?>[] { PoolConfig.class },
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "connectTimeout" -> Duration.ofMillis(300);
                    case "minSize" -> 0;
                    default -> method.getReturnType() == Duration.class ? Duration.ofSeconds(5) : -1;
                });
    }

    private static SessionConfig session() {
        return (SessionConfig) Proxy.newProxyInstance(SessionConfig.class.getClassLoader(),
                new Class<?>[] { SessionConfig.class },
                (proxy, method, arguments) -> method.getReturnType() == Map.class ? Map.of() : Optional.empty());
    }

    private static PgPoolCreator.Input input(int port) {
        return new PgPoolCreator.Input() {
            @Override
            public Vertx vertx() {
                return PostgresServer.get().vertx();
            }

            @Override
            public PoolOptions poolOptions() {
                return new PoolOptions();
            }

            @Override
            public List<PgConnectOptions> pgConnectOptionsList() {
                return List.of(new PgConnectOptions().setHost("localhost").setPort(port));
            }
        };
    }

    @Test
    void aWayThatIsGoneIsFoundByTheSystemToo() {
        StrataPgPoolCreator creator = new StrataPgPoolCreator("<default>", config(), session(), Pooler.NONE, place -> false,
                null);
        Pool pool = creator.create(input(PostgresServer.get().port()));
        AtomicBoolean keepAlive = new AtomicBoolean();
        PostgresServer.await(creator.hosts().dedicated(target -> {
            keepAlive.set(target.isTcpKeepAlive());
            return target;
        }).connect().otherwiseEmpty());
        assertThat(keepAlive).isTrue();
        pool.close();
    }

    /** Migrations and commands wait for these connections without a limit of their own. */
    @Test
    void behindAServerThatStallsALoginHasAnEnd() throws IOException {
        try (ServerSocket mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            StrataPgPoolCreator creator = new StrataPgPoolCreator("<default>", config(), session(), Pooler.NONE, place -> false,
                    null);
            Pool pool = creator.create(input(mute.getLocalPort()));
            String message = "localhost:" + mute.getLocalPort() + " let nobody log in within 300 ms";

            assertThatThrownBy(() -> PostgresServer.await(creator.hosts().dedicated().connect()))
                    .hasRootCauseInstanceOf(ConnectException.class).hasRootCauseMessage(message);
            assertThatThrownBy(() -> PostgresServer.await(creator.server().connect("other")))
                    .hasRootCauseInstanceOf(ConnectException.class).hasRootCauseMessage(message);
            pool.close();
        }
    }
}
