package io.quarkiverse.strata.insight;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

import org.jboss.logging.Logger;

import io.quarkiverse.strata.Plan;
import io.quarkiverse.strata.execution.PlanReader;
import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;

/**
 * Asks for the generic plan of a statement: it needs no values, so none gets into logs, and the statement isn't run. One at a
 * time, in a read-only transaction that ends with the question.
 */
final class SlowPlans {

    private static final Logger LOG = Logger.getLogger(SlowPlans.class);
    private static final Pattern HAS_PLAN = Pattern.compile(
            "^[\\s(]*(SELECT|WITH|INSERT|UPDATE|DELETE|MERGE|VALUES|TABLE)\\b.*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private final String dataSource;
    private final CatalogConnections connections;
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile boolean unknown;

    SlowPlans(String dataSource, CatalogConnections connections) {
        this.dataSource = dataSource;
        this.connections = connections;
    }

    /** The plan, null when there is none to be had now. Never fails. */
    Future<Plan> of(String text) {
        if (unknown || !HAS_PLAN.matcher(text).matches() || !busy.compareAndSet(false, true)) {
            return Future.succeededFuture();
        }
        return connections.askSimply("BEGIN READ ONLY; SET LOCAL statement_timeout = 2000; "
                + "EXPLAIN (FORMAT JSON, GENERIC_PLAN, VERBOSE) " + text + "\n; ROLLBACK").map(SlowPlans::read)
                .otherwise(this::without).onComplete(done -> busy.set(false));
    }

    private Plan without(Throwable failure) {
        if (failure instanceof PgException refused && "42601".equals(refused.getSqlState())
                && String.valueOf(refused.getErrorMessage()).contains("generic_plan")) {
            unknown = true;
            LOG.infof("STRATA-2608: the server of datasource %s is older than PostgreSQL 16 and knows no generic plans: slow "
                    + "queries come without their plan. Set quarkus.strata.insight.plans=false, or use db.explain(…).",
                    dataSource);
        } else {
            LOG.debugf(failure, "No plan of a slow query of datasource %s", dataSource);
        }
        return null;
    }

    private static Plan read(RowSet<Row> first) {
        for (RowSet<Row> rows = first; rows != null; rows = rows.next()) {
            if (rows.columnsNames() != null && rows.columnsNames().contains("QUERY PLAN") && rows.size() == 1) {
                return PlanReader.read(rows.iterator().next().getValue(0));
            }
        }
        return null;
    }
}
