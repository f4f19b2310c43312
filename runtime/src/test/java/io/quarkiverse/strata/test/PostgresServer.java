package io.quarkiverse.strata.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.jar.JarInputStream;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.embedded.PgBinaryResolver;

/**
 * One real PostgreSQL for all tests of a JVM, started at first use, and a fresh database for whoever wants one. Tests that need
 * {@link #standby standbys}, or that stop the server, {@link #start} one of their own.
 */
public final class PostgresServer implements AutoCloseable {

    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static volatile PostgresServer instance;

    private static final Map<String, String> SETTINGS = Map.of("synchronous_commit", "on", "max_connections", "200",
            "max_prepared_transactions", "10", "wal_level", "replica", "max_wal_senders", "20", "max_replication_slots", "20",
            "timezone", "UTC");

    private final EmbeddedPostgres server;
    private final ServerProcess process;
    private final Path programs;
    private final Vertx vertx = Vertx.vertx();
    private final Thread hook = new Thread(this::end);

    /** @param binaries where the server's own programs are from, null for those on the class path */
    private PostgresServer(PgBinaryResolver binaries) {
        try {
            EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder();
            if (binaries != null) {
                builder.setPgBinaryResolver(binaries);
            }
            SETTINGS.forEach(builder::setServerConfig);
            server = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(hook);
        programs = Path.of(text("SELECT setting FROM pg_config WHERE name = 'BINDIR'"));
        process = new ServerProcess(programs, Path.of(text("SHOW data_directory")), server.getPort(), SETTINGS);
    }

    public static synchronized PostgresServer get() {
        if (instance == null) {
            instance = new PostgresServer(null);
        }
        return instance;
    }

    /** A server of one's own, to be closed; it takes one or two seconds. */
    public static PostgresServer start() {
        return new PostgresServer(null);
    }

    /** A server of one's own of another version. @param binaries the archive with its programs, as Maven has it */
    public static PostgresServer start(Path binaries) {
        return new PostgresServer((system, machine) -> {
            JarInputStream archive = new JarInputStream(Files.newInputStream(binaries));
            while (!archive.getNextEntry().getName().endsWith(".txz")) {
                continue;
            }
            return archive;
        });
    }

    /** A standby that follows at once. It copies the whole server: prefer one of your {@link #start own}. */
    public Standby standby() {
        return standby(Duration.ZERO);
    }

    /** @param delay how old a commit must be before the standby shows it ({@code recovery_min_apply_delay}) */
    public Standby standby(Duration delay) {
        Standby standby = new Standby(this, delay);
        standby.awaitStreaming();
        return standby;
    }

    /** Stops a server of one's own as an administrator does: sessions are told, standbys get everything. */
    public void stop() {
        refuseShared();
        process.stop();
    }

    /** Kills all processes of a server of one's own at once, as a crash does. */
    public void kill() {
        refuseShared();
        process.kill();
    }

    /** Starts it again on the same port, after {@link #stop} or {@link #kill}; returns when it answers. */
    public void restart() {
        process.start();
    }

    /** Stops all processes of a server of one's own as they are: who is connected hears nothing. */
    public void freeze() {
        refuseShared();
        process.freeze();
    }

    /** Lets them go on. */
    public void thaw() {
        process.thaw();
    }

    public boolean isRunning() {
        return process.isRunning();
    }

    private void refuseShared() {
        if (this == instance) {
            throw new IllegalStateException("Other tests use this server: take one of your own with PostgresServer.start()");
        }
    }

    Path programs() {
        return programs;
    }

    Path data() {
        return process.data();
    }

    private String text(String sql) {
        return execute("postgres", sql).iterator().next().getString(0);
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

    static RowSet<Row> last(RowSet<Row> rows) {
        RowSet<Row> result = rows;
        while (result.next() != null) {
            result = result.next();
        }
        return result;
    }

    /** Ends a server of one's own and removes its data. */
    @Override
    public void close() {
        refuseShared();
        Runtime.getRuntime().removeShutdownHook(hook);
        end();
    }

    private void end() {
        try {
            vertx.close();
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
