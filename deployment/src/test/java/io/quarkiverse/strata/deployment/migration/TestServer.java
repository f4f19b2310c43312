package io.quarkiverse.strata.deployment.migration;

import java.io.IOException;
import java.io.UncheckedIOException;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/** A PostgreSQL for packaged applications, to which no dev service helps. */
public final class TestServer {

    private static final String PORT = "strata.test.migration.port";

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
}
