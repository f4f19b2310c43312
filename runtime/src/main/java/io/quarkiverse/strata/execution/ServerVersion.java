package io.quarkiverse.strata.execution;

import io.quarkiverse.strata.DatabaseException;
import io.quarkiverse.strata.ErrorDetails;
import io.quarkiverse.strata.sql.Requirement;
import io.quarkiverse.strata.sql.Statement;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.spi.DatabaseMetadata;

/** Keeps statements from servers that are too old for them. What the server is it has said when the connection was opened. */
public final class ServerVersion {

    private ServerVersion() {
    }

    /** The failure of a statement that needs a newer server than the connection's; null when it can be sent. */
    public static DatabaseException refusal(Statement statement, SqlConnection connection, String dataSource) {
        Requirement needed = statement.requirement();
        if (needed == null) {
            return null;
        }
        DatabaseMetadata server = connection.databaseMetadata();
        if (server.majorVersion() >= needed.version()) {
            return null;
        }
        String text = statement.rendered().text();
        return new DatabaseException(needed.clause() + " needs PostgreSQL " + needed.version() + " or newer, and the server of "
                + "datasource " + dataSource + " is " + server.fullVersion()
                + ". Nothing was sent. Write the statement without "
                + "it, or upgrade the server. Statement: " + text,
                new ErrorDetails("STRATA-2450", dataSource, null, null, null, null, text), null);
    }
}
