package io.quarkiverse.strata.cache;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import org.jboss.logging.Logger;

import io.quarkiverse.strata.CacheUnavailableException;
import io.quarkiverse.strata.ErrorDetails;
import io.quarkiverse.strata.execution.CommitListener;
import io.quarkiverse.strata.execution.Outcome;
import io.quarkiverse.strata.execution.Writes;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/**
 * Tells of writes: before each COMMIT what it will touch, and after it that it is over. While a write is under way its lease is
 * renewed; a write whose outcome nobody knows is left to the end of its lease.
 */
final class Intents implements CommitListener {

    private static final Logger LOG = Logger.getLogger(Intents.class);
    private static final Duration AGAIN = Duration.ofSeconds(1);
    private static final int ATTEMPTS = 60;

    /**
     * A write under way.
     *
     * @param told whether the intent was confirmed
     */
    private record Intent(String write, Set<String> fields, Tokens tokens, boolean told) {
    }

    private final String dataSource;
    private final Vertx vertx;
    private final CacheSettings settings;
    private final Catalogs catalogs;
    private final Counters counters;
    private final Steps steps;
    private final Map<String, Intent> underWay = new ConcurrentHashMap<>();
    private boolean renewing;

    Intents(String dataSource, Vertx vertx, CacheSettings settings, Catalogs catalogs, Counters counters, Steps steps) {
        this.dataSource = dataSource;
        this.vertx = vertx;
        this.settings = settings;
        this.catalogs = catalogs;
        this.counters = counters;
        this.steps = steps;
    }

    @Override
    public Future<Void> before(Writes writes) {
        if (!writes.dataSource().equals(dataSource) || !writes.changesSchema() && !writes.isOpaque()
                && writes.tables().isEmpty()) {
            return Future.succeededFuture();
        }
        return catalogs.get().compose(known -> {
            Intent intent = new Intent(UUID.randomUUID().toString(), new HashSet<>(known.catalog().written(writes)),
                    known.tokens(), true);
            note(writes, intent, false);
            return (steps.intent() ? tell(intent, known) : Future.<Void> succeededFuture()).onSuccess(told -> {
                counters.intents.increment();
                note(writes, intent, true);
            });
        }).recover(this::silence);
    }

    private void note(Writes writes, Intent intent, boolean told) {
        Intent noted = new Intent(intent.write(), intent.fields(), intent.tokens(), told);
        writes.note(this, noted);
        if (told) {
            underWay.put(intent.write(), noted);
            renewLater();
        }
    }

    private Future<Void> tell(Intent intent, Catalogs.Known known) {
        return intent.tokens().intent(intent.write(), intent.fields(), settings.lease()).compose(catalog -> {
            if (catalog.equals(known.catalog().version())) {
                return Future.succeededFuture();
            }
            catalogs.outdate(known); // what this write touches is no longer known
            intent.fields().add(Field.ALL);
            return intent.tokens().intent(intent.write(), Set.of(Field.ALL), settings.lease()).mapEmpty();
        });
    }

    private Future<Void> silence(Throwable failure) {
        counters.failures.increment();
        if (settings.onSilence() == OnRedisSilence.AVAILABLE) {
            return Future.succeededFuture();
        }
        return Future.failedFuture(new CacheUnavailableException("a write of datasource " + dataSource + " was rolled back, "
                + "since the cache could not be told of it: " + failure.getMessage() + ". Run it again when Redis answers, or "
                + "set quarkus.strata.cache.on-redis-silence=available to commit all the same and have outdated results for "
                + "up to quarkus.strata.cache.max-stale.",
                new ErrorDetails("STRATA-2510", dataSource, null, null, null, null, null), failure));
    }

    @Override
    public void ended(Writes writes, Outcome outcome) {
        if (!(writes.note(this) instanceof Intent intent)) {
            return;
        }
        underWay.remove(intent.write());
        boolean newSchema = writes.changesSchema() && outcome != Outcome.ROLLED_BACK;
        if (newSchema) {
            catalogs.get().onSuccess(catalogs::outdate);
        }
        if (outcome != Outcome.UNKNOWN) {
            done(intent, newSchema, outcome == Outcome.COMMITTED && !intent.told() ? ATTEMPTS : 1);
        }
    }

    /** Where the write was never told of, nothing else ends what others keep of before. */
    private void done(Intent intent, boolean newSchema, int attempts) {
        intent.tokens().done(intent.write(), intent.fields(), newSchema).onFailure(failure -> {
            LOG.debugf("The end of a write of datasource %s wasn't heard: %s", dataSource, failure.getMessage());
            if (attempts > 1) {
                vertx.setTimer(AGAIN.toMillis(), again -> done(intent, newSchema, attempts - 1));
            }
        });
    }

    /** One timer for all that are under way, none when nothing is. */
    private synchronized void renewLater() {
        if (renewing) {
            return;
        }
        renewing = true;
        vertx.setTimer(Math.max(1, settings.lease().toMillis() / 3), expired -> {
            synchronized (this) {
                renewing = false;
            }
            if (!underWay.isEmpty()) {
                underWay.values().forEach(intent -> intent.tokens().renew(intent.write(), intent.fields(), settings.lease()));
                renewLater();
            }
        });
    }
}
