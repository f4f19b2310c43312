package io.quarkiverse.strata.insight;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jboss.logging.Logger;

import io.quarkiverse.strata.execution.StatementRun;
import io.vertx.core.Context;

/** Warns of a statement that runs again and again in one request, once for each place in the application. */
final class RepeatedStatements {

    private static final Logger LOG = Logger.getLogger(RepeatedStatements.class);
    private static final int MOST_PLACES = 1000;

    private final int limit;
    private final Set<String> warned = ConcurrentHashMap.newKeySet();

    RepeatedStatements(int limit) {
        this.limit = limit;
    }

    void heard(StatementRun run, String text) {
        if (limit <= 0 || run.request() == null || count(run.request(), text) != limit + 1) {
            return;
        }
        String place = run.options().callSite() == null ? text : run.options().callSite();
        if (warned.size() < MOST_PLACES && warned.add(place)) {
            LOG.warnf("STRATA-2603: a statement of datasource %s ran more than %d times in one request%s. %s Statement: %s",
                    run.dataSource(), limit, run.options().callSite() == null ? "" : ", at " + place,
                    run.statement().writes() ? "Write all rows at once: insertAll(…), or one statement for many rows."
                            : "Read all rows at once: db.loader(…), a join, or col(…).in(keys).",
                    text);
        }
    }

    /** Counts live as long as the request. */
    private synchronized int count(Context request, String text) {
        Map<String, Integer> counts = request.getLocal(this);
        if (counts == null) {
            counts = new HashMap<>();
            request.putLocal(this, counts);
        }
        return counts.merge(text, 1, Integer::sum);
    }
}
