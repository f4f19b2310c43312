package io.quarkiverse.strata.cache;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jboss.logging.Logger;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;

/** The catalog of the database, read at first use and again when the schema has changed. */
final class Catalogs {

    private static final Logger LOG = Logger.getLogger(Catalogs.class);
    private static final Duration REST = Duration.ofSeconds(1);

    /**
     * What is known of the database.
     *
     * @param tokens made for this database
     */
    record Known(Catalog catalog, Tokens tokens) {
    }

    private final CatalogLoader loader;
    private final Function<ServerSession, Tokens> tokens;
    private ServerSession session;
    private Tokens sessionTokens;
    private Future<Known> known;
    private long restUntil = System.nanoTime();
    private long loadedAt;

    /** @param tokens makes those of a database */
    Catalogs(Supplier<Future<SqlConnection>> connections, Function<ServerSession, Tokens> tokens) {
        this.loader = new CatalogLoader(connections);
        this.tokens = tokens;
    }

    /** The catalog as it was last read. */
    synchronized Future<Known> get() {
        if (known != null && !isToBeCompleted()) {
            return known;
        }
        if (System.nanoTime() - restUntil < 0) {
            return Future.failedFuture(new IllegalStateException("the catalog couldn't be read a moment ago"));
        }
        Future<Known> loading = session().compose(of -> sessionTokens.read(List.of(Field.ALL), null))
                .compose(state -> loader.catalog(session, state.catalog()))
                .map(catalog -> new Known(catalog, sessionTokens));
        known = loading;
        loading.onFailure(failure -> {
            LOG.debugf(failure, "The catalog couldn't be read for the cache");
            synchronized (this) {
                known = null;
                restUntil = System.nanoTime() + REST.toNanos();
            }
        });
        loading.onSuccess(loaded -> {
            synchronized (this) {
                loadedAt = System.nanoTime();
            }
        });
        return loading;
    }

    /** Whether views were locked when it was read, a while ago. */
    private boolean isToBeCompleted() {
        return known.succeeded() && !known.result().catalog().isComplete()
                && System.nanoTime() - loadedAt > REST.toNanos();
    }

    /** Has it read again: the schema has changed since. */
    synchronized void outdate(Known old) {
        if (known != null && known.result() == old) {
            known = null;
        }
    }

    /** As {@link #outdate} when the last reading is a while ago: a name may be wrong, and not new. */
    synchronized boolean outdateIfOld(Known old) {
        boolean isOld = System.nanoTime() - loadedAt > REST.toNanos();
        if (isOld) {
            outdate(old);
        }
        return isOld;
    }

    private synchronized Future<ServerSession> session() {
        if (session != null) {
            return Future.succeededFuture(session);
        }
        return loader.session().onSuccess(asked -> {
            synchronized (this) {
                session = asked;
                sessionTokens = tokens.apply(asked);
            }
        });
    }
}
