package io.quarkiverse.strata.pool;

import java.util.concurrent.atomic.AtomicReference;

import io.quarkiverse.strata.execution.CommitListener;
import io.quarkiverse.strata.execution.Outcome;
import io.quarkiverse.strata.execution.Requests;
import io.quarkiverse.strata.execution.Writes;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;

/**
 * Remembers in each request how far the primary's log was when what the request wrote had become permanent. It is asked right
 * behind the write, on the same connection: asked before it, the position could be one that a replica has and the write behind
 * it not. The insert position is asked for, since without synchronous commit the others come later.
 *
 * <p>
 * Work can lose its request on the way, in a timer's thread for example. So a write without a request counts for all requests,
 * and a read without one must see all that this application has written.
 */
public final class WritePositions implements CommitListener {

    private static final String ASK = "SELECT system_identifier, "
            + "('x' || pg_catalog.substr(pg_catalog.pg_walfile_name(position), 1, 8))::bit(32)::int4, "
            + "(position - '0/0'::pg_catalog.pg_lsn)::int8 "
            + "FROM pg_catalog.pg_current_wal_insert_lsn() AS position, pg_catalog.pg_control_system()";

    private static final String WRITTEN = ".written";

    private final String dataSource;
    private final String key;
    private final AtomicReference<WalPosition> ofAll = new AtomicReference<>();
    private final AtomicReference<WalPosition> ofNobody = new AtomicReference<>();

    public WritePositions(String dataSource) {
        this.dataSource = dataSource;
        this.key = key(dataSource);
    }

    /** Where the position is noted with the writes, and with their request. */
    static String key(String dataSource) {
        return "io.quarkiverse.strata.position." + dataSource;
    }

    @Override
    public Future<Void> behind(Writes writes, SqlConnection connection) {
        if (!writes.dataSource().equals(dataSource)) {
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
        if (outcome == Outcome.ROLLED_BACK || !writes.dataSource().equals(dataSource)) {
            return;
        }
        WalPosition known = (WalPosition) writes.note(key);
        WalPosition position = known == null ? WalPosition.UNKNOWN : known;
        ofAll.accumulateAndGet(position, WalPosition::latest);
        if (writes.request() == null) {
            ofNobody.accumulateAndGet(position, WalPosition::latest);
        } else {
            note(writes.request(), position);
            writes.request().putLocal(key + WRITTEN, true);
        }
    }

    /** Whether the request under way has written. */
    boolean hasWritten() {
        Context request = Requests.current();
        return request != null && request.getLocal(key + WRITTEN) != null;
    }

    /** What the request under way must see, although it was written before. */
    void accept(WalPosition position) {
        Context request = Requests.current();
        if (request == null) {
            throw new IllegalStateException("STRATA-2149: a consistency token was accepted outside of any request, where it "
                    + "counts for nothing. Do it inside db.readYourWrites(() -> …).");
        }
        note(request, position);
    }

    /** What a read that is sent now must see; null for nothing. */
    WalPosition current() {
        Context request = Requests.current();
        if (request == null) {
            return ofAll.get();
        }
        WalPosition own = request.getLocal(key);
        WalPosition others = ofNobody.get();
        return own == null ? others : own.and(others);
    }

    /** Branches of a request write side by side; what counts is the furthest of them. */
    private void note(Context request, WalPosition position) {
        synchronized (request) {
            request.putLocal(key, position.and(request.getLocal(key)));
        }
    }
}
