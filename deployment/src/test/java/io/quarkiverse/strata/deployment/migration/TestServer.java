package io.quarkiverse.strata.deployment.migration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/** One PostgreSQL for the extension tests of a JVM, whatever class loader asks. */
public final class TestServer {

    private static final String PORT = "strata.test.migration.port";
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private TestServer() {
    }

    public static synchronized int port() {
        if (System.getProperty(PORT) == null) {
            try {
                EmbeddedPostgres server = EmbeddedPostgres.start();
                System.setProperty(PORT, String.valueOf(server.getPort()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return Integer.getInteger(PORT);
    }

    /** Where an empty database is; made by the application itself, see {@link TestConnections}. */
    public static String database() {
        return "migration_" + ProcessHandle.current().pid() + "_" + System.nanoTime() + "_" + DATABASES.incrementAndGet();
    }
}
