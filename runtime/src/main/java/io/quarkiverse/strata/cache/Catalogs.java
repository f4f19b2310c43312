package io.quarkiverse.strata.cache;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    private final String dataSource;
    private final CatalogLoader loader;
    private final Function<ServerSession, Tokens> tokens;
    private ServerSession session;
    private Tokens sessionTokens;
    private Future<Known> known;
    private long restUntil = System.nanoTime();
    private long loadedAt;
    private final Set<String> unknown = new HashSet<>();

    /**
     * @param triggers what the application says that triggers change
     * @param tokens makes those of a database
     */
    Catalogs(String dataSource, Supplier<Future<SqlConnection>> connections, Map<String, List<String>> triggers,
            Function<ServerSession, Tokens> tokens) {
        this.dataSource = dataSource;
        this.loader = new CatalogLoader(connections, triggers);
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
                loaded.catalog().triggers().unknown().stream().filter(unknown::add).forEach(this::warn);
            }
        });
        return loading;
    }

    private void warn(String name) {
        LOG.warnf(
                "STRATA-2513: the setting cache.triggers of datasource %s names %s, and its role finds no such table. What is "
                        + "said there doesn't count: writes to that table outdate everything. Correct the name, or write schema.name.",
                dataSource, name);
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
