package io.quarkiverse.strata.pool;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;

/** The server of a datasource, whether its database is there or not. */
public interface DatabaseServer {

    /** The name of the database that the datasource is configured for. */
    Future<String> database();

    /** The role that connects to it. */
    Future<String> user();

    /** A new connection to some database of the server, with the datasource's credentials; whoever asked closes it. */
    Future<SqlConnection> connect(String database);
}
