package io.quarkiverse.strata.pool;

import io.quarkiverse.strata.execution.CommitListener;
import io.quarkiverse.strata.execution.Outcome;
import io.quarkiverse.strata.execution.Writes;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;

/**
 * Remembers in each request how far the primary's log was when what the request wrote had become permanent. It is asked right
 * behind the write, on the same connection: asked before it, the position could be one that a replica has and the write behind
 * it not. The insert position is asked for, since without synchronous commit the others come later.
 */
public final class WritePositions implements CommitListener {

    private static final String ASK = "SELECT system_identifier, "
            + "('x' || pg_catalog.substr(pg_catalog.pg_walfile_name(position), 1, 8))::bit(32)::int4, "
            + "(position - '0/0'::pg_catalog.pg_lsn)::int8 "
            + "FROM pg_catalog.pg_current_wal_insert_lsn() AS position, pg_catalog.pg_control_system()";

    private final String dataSource;
    private final String key;

    public WritePositions(String dataSource) {
        this.dataSource = dataSource;
        this.key = "io.quarkiverse.strata.position." + dataSource;
    }

    @Override
    public Future<Void> behind(Writes writes, SqlConnection connection) {
        if (isElsewhere(writes)) {
            return Future.succeededFuture();
        }
        return connection.preparedQuery(ASK).execute().map(rows -> {
            Row row = rows.iterator().next();
            writes.note(key, new WalPosition(row.getLong(0), row.getInteger(1), row.getLong(2)));
            return null;
        });
    }

    /** Without an answer in time the request reads on the primary from now on. */
    @Override
    public void ended(Writes writes, Outcome outcome) {
        if (isElsewhere(writes) || outcome == Outcome.ROLLED_BACK) {
            return;
        }
        WalPosition position = (WalPosition) writes.note(key);
        note(writes.request(), position == null ? WalPosition.UNKNOWN : position);
    }

    /** What a read that is sent now must see; null when the current request has written nothing, or there is none. */
    WalPosition current() {
        Context request = Vertx.currentContext();
        return request != null && VertxContext.isDuplicatedContext(request) ? request.getLocal(key) : null;
    }

    private boolean isElsewhere(Writes writes) {
        return writes.request() == null || !writes.dataSource().equals(dataSource);
    }

    /** Branches of a request write side by side; what counts is the furthest of them. */
    private void note(Context request, WalPosition position) {
        synchronized (request) {
            request.putLocal(key, position.and(request.getLocal(key)));
        }
    }
}
