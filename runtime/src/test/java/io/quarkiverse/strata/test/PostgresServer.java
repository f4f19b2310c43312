package io.quarkiverse.strata.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/** One real PostgreSQL for all tests of a JVM, started at first use, and a fresh database for whoever wants one. */
public final class PostgresServer {

    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static volatile PostgresServer instance;

    private final EmbeddedPostgres server;
    private final Vertx vertx = Vertx.vertx();

    private PostgresServer() throws IOException {
        server = EmbeddedPostgres.builder().setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_connections", "200")
                .setServerConfig("max_prepared_transactions", "10").start();
    }

    public static synchronized PostgresServer get() {
        if (instance == null) {
            try {
                instance = new PostgresServer();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            Runtime.getRuntime().addShutdownHook(new Thread(instance::stop));
        }
        return instance;
    }

    public Vertx vertx() {
        return vertx;
    }

    public int port() {
        return server.getPort();
    }

    /** How to reach an existing database as its superuser. */
    public PgConnectOptions options(String database) {
        return new PgConnectOptions().setHost("localhost").setPort(port()).setUser("postgres").setPassword("postgres")
                .setDatabase(database).setCachePreparedStatements(true);
    }

    /** Creates an empty database. */
    public String createDatabase() {
        String name = "test_" + ProcessHandle.current().pid() + "_" + DATABASES.incrementAndGet();
        execute("postgres", "CREATE DATABASE " + name);
        return name;
    }

    /** Runs one or several statements on a connection of their own and waits; the last one's rows. */
    public RowSet<Row> execute(String database, String sql) {
        return await(PgConnection.connect(vertx, options(database))
                .compose(connection -> connection.query(sql).execute().map(PostgresServer::last)
                        .eventually(() -> connection.close())));
    }

    /** A connection of one's own, to be closed by the caller. */
    public SqlConnection connect(String database) {
        return await(PgConnection.connect(vertx, options(database)).map(connection -> (SqlConnection) connection));
    }

    public static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        } catch (java.util.concurrent.ExecutionException e) {
            if (e.getCause() instanceof RuntimeException runtime) {
                throw runtime;
            }
            throw new IllegalStateException(e.getCause());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    public static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(30));
    }

    private static RowSet<Row> last(RowSet<Row> rows) {
        RowSet<Row> result = rows;
        while (result.next() != null) {
            result = result.next();
        }
        return result;
    }

    private void stop() {
        try {
            vertx.close();
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
