package io.quarkiverse.strata.insight;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.jboss.logging.Logger;

import io.quarkiverse.strata.Plan;
import io.vertx.core.Future;

/** What happens when a run was slow: it is kept, logged, told to who wants alerts, and its statement's plan is asked for. */
final class SlowQueries {

    private static final Logger LOG = Logger.getLogger(SlowQueries.class);
    private static final Duration PLAN_INTERVAL = Duration.ofMinutes(10);

    private final InsightOptions options;
    private final SlowPlans plans;
    private final ScanAdvice scans;
    private final CatalogConnections catalog;
    private final Consumer<SlowQueryAlert> alerts;
    private final LongAdder count = new LongAdder();
    private final Ring<SlowQuery> kept = new Ring<>(InsightOptions.SLOW_RUNS);

    SlowQueries(InsightOptions options, SlowPlans plans, ScanAdvice scans, CatalogConnections catalog,
            Consumer<SlowQueryAlert> alerts) {
        this.options = options;
        this.plans = plans;
        this.scans = scans;
        this.catalog = catalog;
        this.alerts = alerts;
    }

    void heard(QueryRun run, StatementEntry entry) {
        SlowQuery slow = new SlowQuery(run, null, List.of());
        kept.add(slow);
        count.increment();
        Duration alert = options.alertThreshold();
        if (!alert.isZero() && run.total().compareTo(alert) >= 0) {
            alerts.accept(new SlowQueryAlert(run, alert));
        }
        if (options.logSlow()) {
            log(run, entry);
        }
        if (options.plans() && run.failure() == null && entry.mayPlan(PLAN_INTERVAL)) {
            plan(slow);
        }
    }

    /** How many there were since the start. */
    long count() {
        return count.sum();
    }

    List<SlowQuery> list() {
        return kept.list();
    }

    void clear() {
        kept.clear();
    }

    private void log(QueryRun run, StatementEntry entry) {
        long unlogged = entry.mayLog(options.logInterval());
        if (unlogged < 0) {
            return;
        }
        LOG.warnf("STRATA-2601: a statement of datasource %s took %s (limit %s): waited %s, server %s, mapping %s; %s%s%s%s. "
                + "Statement: %s%s", run.dataSource(), millis(run.total()), millis(options.slowThreshold()),
                millis(run.waited()), millis(run.server()), millis(run.mapping()),
                run.rows() < 0 ? "no answer" : run.rows() == 1 ? "1 row" : run.rows() + " rows",
                run.failure() == null ? "" : "; failed with " + run.failure(), run.tag() == null ? "" : "; tag " + run.tag(),
                run.callSite() == null ? "" : "; at " + run.callSite(), run.statement(),
                unlogged == 0 ? "" : " (" + unlogged + " more slow runs of it weren't logged)");
    }

    private void plan(SlowQuery slow) {
        plans.of(slow.run().statement()).compose(plan -> plan == null ? Future.succeededFuture(slow)
                : scans.of(plan, slow.run().statement(), catalog).map(advice -> new SlowQuery(slow.run(), plan, advice))
                        .otherwise(new SlowQuery(slow.run(), plan, List.of())))
                .onSuccess(planned -> planned(slow, planned));
    }

    private void planned(SlowQuery slow, SlowQuery planned) {
        if (planned == slow) {
            return;
        }
        kept.replace(slow, planned);
        if (options.logSlow()) {
            LOG.infof("STRATA-2602: the plan of a slow statement of datasource %s%s. Statement: %s\n%s",
                    planned.run().dataSource(), planned.advice().isEmpty() ? ""
                            : "; an index could help: " + planned.advice().stream()
                                    .map(advice -> advice.ddl() + " (" + advice.reason() + ")")
                                    .collect(Collectors.joining("; ")),
                    planned.run().statement(), plan(planned.plan()));
        }
    }

    private static String plan(Plan plan) {
        return plan.toString().stripTrailing();
    }

    private static String millis(Duration duration) {
        return String.format(Locale.ROOT, duration.toMillis() < 10 ? "%.1f ms" : "%.0f ms", duration.toNanos() / 1e6);
    }
}
