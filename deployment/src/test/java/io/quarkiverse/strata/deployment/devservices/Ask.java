package io.quarkiverse.strata.deployment.devservices;

import java.util.concurrent.TimeUnit;

import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;

/** Questions to a server of a dev service. */
public final class Ask {

    private Ask() {
    }

    /** The first value of the last statement's first row, as text. */
    public static String ask(String reactiveUrl, String user, String password, String sql) throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            PgConnectOptions options = PgConnectOptions.fromUri(reactiveUrl.replace("vertx-reactive:", "")
                    .replaceAll("\\?.*", "")).setUser(user).setPassword(password);
            RowSet<Row> rows = PgConnection.connect(vertx, options).compose(c -> c.query(sql).execute())
                    .toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
            while (rows.next() != null) {
                rows = rows.next();
            }
            return rows.iterator().hasNext() ? String.valueOf(rows.iterator().next().getValue(0)) : null;
        } finally {
            vertx.close();
        }
    }
}
