package io.quarkiverse.strata.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.awaitility.Awaitility;

import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;

/**
 * A real streaming standby of a test server, with a replication slot of its own: {@link PostgresServer#standby()}. It takes
 * about two seconds on a server with few databases, so give tests that need one a {@link PostgresServer#start server of their
 * own}, for a whole class.
 *
 * <pre>{@code
 * try (PostgresServer primary = PostgresServer.start(); Standby standby = primary.standby()) {
 *     primary.execute(database, "INSERT …");
 *     standby.waitUntilCaughtUp();
 * }
 * }</pre>
 */
public final class Standby implements AutoCloseable {

    private static final AtomicInteger NAMES = new AtomicInteger();
    /** The standby must have at least what the primary has. */
    private static final String SIZES = "SELECT name, setting FROM pg_settings WHERE name IN ('max_connections',"
            + " 'max_worker_processes', 'max_wal_senders', 'max_prepared_transactions', 'max_locks_per_transaction')";

    private final PostgresServer primary;
    private final String name;
    private final ServerProcess process;
    private final Thread hook = new Thread(this::stopQuietly);

    Standby(PostgresServer primary, Duration delay) {
        this.primary = primary;
        this.name = "standby_" + ProcessHandle.current().pid() + "_" + NAMES.incrementAndGet();
        try {
            Path data = Files.createTempDirectory("strata-standby-");
            BaseBackup.take(primary, name, data);
            Files.createFile(data.resolve("standby.signal"));
            Files.writeString(data.resolve("postgresql.auto.conf"), "primary_conninfo = '" + conninfo() + "'\n"
                    + "primary_slot_name = '" + name + "'\n"
                    + "wal_receiver_status_interval = '1s'\nwal_retrieve_retry_interval = '100ms'\n"
                    + "recovery_min_apply_delay = '" + delay.toMillis() + "ms'\n", StandardOpenOption.APPEND);
            Map<String, String> settings = new LinkedHashMap<>();
            for (Row row : primary.execute("postgres", SIZES)) {
                settings.put(row.getString(0), row.getString(1));
            }
            process = new ServerProcess(primary.programs(), data, freePort(), settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(hook);
        start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private String conninfo() {
        return "host=localhost port=" + primary.port() + " user=postgres application_name=" + name;
    }

    /** Its name in {@code pg_stat_replication.application_name} and {@code pg_replication_slots.slot_name}. */
    public String name() {
        return name;
    }

    /** The same after {@link #stop}, {@link #kill} and {@link #start}. */
    public int port() {
        return process.port();
    }

    /** How to reach a database as its superuser. */
    public PgConnectOptions options(String database) {
        return primary.options(database).setPort(port());
    }

    /** The address of a database without user and password. */
    public String url(String database) {
        return "postgresql://localhost:" + port() + "/" + database;
    }

    /** Runs one or several statements here on a connection of their own and waits; the last one's rows. */
    public RowSet<Row> execute(String database, String sql) {
        return PostgresServer.await(PgConnection.connect(primary.vertx(), options(database))
                .compose(connection -> connection.query(sql).execute().map(PostgresServer::last)
                        .eventually(() -> connection.close())));
    }

    /** A connection of one's own, to be closed by the caller. */
    public SqlConnection connect(String database) {
        return PostgresServer.await(PgConnection.connect(primary.vertx(), options(database)).map(c -> (SqlConnection) c));
    }

    /** Receives on, but shows nothing new; returns when that is so. */
    public void pauseReplay() {
        execute("postgres", "SELECT pg_wal_replay_pause()");
        Awaitility.await().until(() -> execute("postgres", "SELECT pg_get_wal_replay_pause_state()").iterator().next()
                .getString(0).equals("paused"));
    }

    public void resumeReplay() {
        execute("postgres", "SELECT pg_wal_replay_resume()");
    }

    /** From now on shows a commit only when it is that old ({@code recovery_min_apply_delay}). */
    public void delayReplay(Duration delay) {
        set("recovery_min_apply_delay", delay.toMillis() + "ms");
    }

    /** Cuts it off from the primary: it answers, and gets nothing new. Returns when the primary doesn't see it any more. */
    public void stopReceiving() {
        set("primary_conninfo", "");
        Awaitility.await().until(() -> !isStreaming());
    }

    /** Connects it with its primary again; returns when it streams. */
    public void startReceiving() {
        set("primary_conninfo", conninfo());
        awaitStreaming();
    }

    private void set(String setting, String value) {
        execute("postgres", "ALTER SYSTEM SET " + setting + " = '" + value + "'");
        execute("postgres", "SELECT pg_reload_conf()");
    }

    /** Returns when all that the primary has committed by now can be seen here; fails after 30 seconds. */
    public void waitUntilCaughtUp() {
        String position = primary.execute("postgres", "SELECT pg_current_wal_lsn()::text").iterator().next().getString(0);
        Awaitility.await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(5))
                .until(() -> execute("postgres", "SELECT pg_last_wal_replay_lsn() >= '" + position + "'::pg_lsn")
                        .iterator().next().getBoolean(0));
    }

    /** Returns when the primary sends to it. */
    public void awaitStreaming() {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(this::isStreaming);
    }

    private boolean isStreaming() {
        return primary.execute("postgres", "SELECT EXISTS (SELECT FROM pg_stat_replication WHERE state = 'streaming'"
                + " AND application_name = '" + name + "')").iterator().next().getBoolean(0);
    }

    /** Makes it a primary on a timeline of its own; returns when it takes writes. */
    public void promote() {
        if (!execute("postgres", "SELECT pg_promote(true, 30)").iterator().next().getBoolean(0)) {
            throw new IllegalStateException(name + " was not promoted");
        }
    }

    /** Follows another standby from now on, which has been promoted; returns when it streams from there. */
    public void follow(Standby promoted) {
        promoted.execute("postgres", "SELECT pg_create_physical_replication_slot('" + name + "')");
        set("primary_conninfo", "host=localhost port=" + promoted.port() + " user=postgres application_name=" + name);
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> promoted.execute("postgres",
                "SELECT FROM pg_stat_replication WHERE state = 'streaming' AND application_name = '" + name + "'").size() == 1);
    }

    /** Starts it again on the same port; returns when it answers. */
    public void start() {
        process.start();
    }

    /** Stops it as an administrator does: its sessions are told. */
    public void stop() {
        process.stop();
    }

    /** Kills all its processes at once. */
    public void kill() {
        process.kill();
    }

    public boolean isRunning() {
        return process.isRunning();
    }

    /** Stops it and removes its data, and its slot where the primary still answers. */
    @Override
    public void close() {
        stopQuietly();
        Runtime.getRuntime().removeShutdownHook(hook);
        if (primary.isRunning()) {
            Awaitility.await().until(() -> !isStreaming());
            primary.execute("postgres", "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots"
                    + " WHERE slot_name = '" + name + "'");
        }
    }

    private void stopQuietly() {
        process.kill(); // its data is thrown away
        try (Stream<Path> files = Files.walk(process.data())) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
