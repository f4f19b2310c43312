package io.quarkiverse.strata.deployment.migration;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.quarkiverse.strata.pool.DedicatedConnections;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.SqlConnection;

/** Opens connections to databases of {@link TestServer}, one database for each datasource. */
@Singleton
public class TestConnections {

    @Inject
    Vertx vertx;

    @ConfigProperty(name = "test.port")
    int port;

    @ConfigProperty(name = "test.database")
    String database;

    @PostConstruct
    void create() {
        for (String name : new String[] { database, database + "_reports" }) {
            connect("postgres").compose(connection -> connection.query("CREATE DATABASE " + name).execute()
                    .eventually(() -> connection.close())).toCompletionStage().toCompletableFuture().join();
        }
    }

    @Produces
    @Singleton
    DedicatedConnections main() {
        return () -> connect(database);
    }

    @Produces
    @Singleton
    @ReactiveDataSource("reports")
    DedicatedConnections reports() {
        return () -> connect(database + "_reports");
    }

    public Future<SqlConnection> connect(String name) {
        return PgConnection.connect(vertx, new PgConnectOptions().setHost("localhost").setPort(port).setUser("postgres")
                .setPassword("postgres").setDatabase(name)).map(connection -> connection);
    }
}
