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

    @Override
    public Future<Void> before(Writes writes) {
        RequestPosition request = of(writes.request());
        if (request != null && writes.dataSource().equals(dataSource)) {
            request.begun(writes);
        }
        return Future.succeededFuture();
    }

    /** Without an answer in time the request reads on the primary from now on. */
    @Override
    public void ended(Writes writes, Outcome outcome) {
        if (!writes.dataSource().equals(dataSource)) {
            return;
        }
        WalPosition known = (WalPosition) writes.note(key);
        WalPosition position = outcome == Outcome.ROLLED_BACK ? null : known == null ? WalPosition.UNKNOWN : known;
        if (position != null) {
            ofAll.accumulateAndGet(position, WalPosition::latest);
        }
        RequestPosition request = of(writes.request());
        if (request != null) {
            request.ended(writes, position);
        } else if (position != null) {
            ofNobody.accumulateAndGet(position, WalPosition::latest);
        }
    }

    /** Of the request under way, from here on. @return null outside of any */
    RequestPosition begin() {
        return of(Requests.current());
    }

    /** What the next request of a request's client must see; null when it has written nothing. */
    WalPosition toPassOn(RequestPosition request) {
        return request.toPassOn(ofNobody.get(), ofAll.get());
    }

    /** What a read that is sent now must see; null for nothing. */
    WalPosition current() {
        RequestPosition request = of(Requests.current());
        WalPosition all = ofAll.get();
        if (request == null) {
            return all;
        }
        WalPosition own = request.position();
        WalPosition others = ofNobody.get();
        if (others != null && all != null && all.system() == others.system() && all.timeline() > others.timeline()) {
            others = all; // has what is left of it, and can be compared with replicas of now
        }
        return own == null ? others : own.and(others);
    }

    private RequestPosition of(Context request) {
        if (request == null) {
            return null;
        }
        RequestPosition known = request.getLocal(key);
        if (known != null) {
            return known;
        }
        synchronized (request) {
            known = request.getLocal(key);
            if (known == null) {
                known = new RequestPosition(ofNobody.get());
                request.putLocal(key, known);
            }
            return known;
        }
    }
}
