package io.quarkiverse.strata.pool;

import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;

/**
 * What of a replica's connection differs from the primary's.
 *
 * @param host its host
 * @param port its port
 * @param database the database, null for the primary's
 * @param user the user, null for the primary's
 * @param password the password, null for the primary's
 * @param sslMode whether TLS is used, null for as with the primary
 */
public record ReplicaTarget(String host, int port, String database, String user, String password, SslMode sslMode) {

    private static final int CONNECT_LIMIT_MILLIS = 5_000;

    /** Its name in messages and figures. */
    public String name() {
        return host + ":" + port;
    }

    /** The primary's options with what differs; sessions are read-only, whatever the server turns out to be. */
    PgConnectOptions of(PgConnectOptions primary, boolean keepsSessions) {
        PgConnectOptions options = at(primary);
        if (keepsSessions) { // a pooler would refuse it
            options.addProperty("default_transaction_read_only", "on");
        }
        return options;
    }

    /** The primary's options with what differs, for sessions that write. */
    public PgConnectOptions at(PgConnectOptions primary) {
        PgConnectOptions options = Logins.copy(primary).setHost(host).setPort(port);
        options.setReconnectAttempts(0);
        options.setConnectTimeout(Math.min(CONNECT_LIMIT_MILLIS, options.getConnectTimeout()));
        options.setTcpKeepAlive(true);
        if (database != null) {
            options.setDatabase(database);
        }
        if (user != null) {
            options.setUser(user);
        }
        if (password != null) {
            options.setPassword(password);
        }
        if (sslMode != null) {
            options.setSslMode(sslMode);
        }
        Tls.complete(options);
        return options;
    }

    /** The same with TLS as this mode has it, unless its URL says how. */
    public ReplicaTarget orSslMode(SslMode other) {
        return sslMode != null ? this : new ReplicaTarget(host, port, database, user, password, other);
    }

    /** Never the password. */
    @Override
    public String toString() {
        return "ReplicaTarget[" + name() + "]";
    }
}
