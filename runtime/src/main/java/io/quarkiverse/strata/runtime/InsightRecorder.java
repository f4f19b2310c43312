package io.quarkiverse.strata.runtime;

import static io.quarkus.reactive.datasource.runtime.ReactiveDataSourceUtil.qualifier;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

import org.jboss.logging.Logger;

import io.quarkiverse.strata.insight.CallSiteMode;
import io.quarkiverse.strata.insight.DataSourceInsight;
import io.quarkiverse.strata.insight.IndexAdvisor;
import io.quarkiverse.strata.insight.Insight;
import io.quarkiverse.strata.insight.InsightOptions;
import io.quarkiverse.strata.insight.SlowQueryAlert;
import io.quarkiverse.strata.pool.DedicatedConnections;
import io.quarkus.arc.Arc;
import io.quarkus.arc.SyntheticCreationalContext;
import io.quarkus.runtime.RuntimeValue;
import io.quarkus.runtime.annotations.Recorder;
import io.quarkus.runtime.metrics.MetricsFactory;

/** Makes the beans that look at statements. */
@Recorder
public class InsightRecorder {

    private static final Logger LOG = Logger.getLogger(InsightRecorder.class);
    private static final int REPEATS = 10;

    private final RuntimeValue<StrataRuntimeConfig> config;

    public InsightRecorder(RuntimeValue<StrataRuntimeConfig> config) {
        this.config = config;
    }

    /** What hears of the statements of all datasources. */
    public Function<SyntheticCreationalContext<Insight>, Insight> insight(List<String> dataSources) {
        return context -> {
            Map<String, DataSourceInsight> all = new HashMap<>();
            for (String name : dataSources) {
                InsightConfig settings = config.getValue().dataSources().get(name).insight();
                if (settings.enabled()) {
                    all.put(name, new DataSourceInsight(name, options(settings), () -> Arc.container()
                            .instance(DedicatedConnections.class, qualifier(name)).get().connect(), InsightRecorder::fire));
                }
            }
            return new Insight(all);
        };
    }

    /** Who looks for missing indexes of one datasource. */
    public Function<SyntheticCreationalContext<IndexAdvisor>, IndexAdvisor> advisor(String dataSource) {
        return context -> {
            IndexAdvisor advisor = context.getInjectedReference(Insight.class).advisor(dataSource);
            if (advisor == null) {
                throw new IllegalStateException("STRATA-2609: datasource " + dataSource + " isn't looked at, so there is no "
                        + "advice on it. Set quarkus.strata.insight.enabled=true for it.");
            }
            return advisor;
        };
    }

    /** Hears of statements for the meters. */
    public Function<SyntheticCreationalContext<StatementMeters>, StatementMeters> meters(List<String> dataSources) {
        return context -> new StatementMeters(dataSources.stream().filter(name -> {
            InsightConfig settings = config.getValue().dataSources().get(name).insight();
            return settings.enabled() && settings.meters();
        }).toList());
    }

    /** Hears of transactions for the meters. */
    public Function<SyntheticCreationalContext<TransactionMeters>, TransactionMeters> transactionMeters() {
        return context -> new TransactionMeters(Arc.container().instance(StatementMeters.class).get().dataSources());
    }

    /** Hears of waits for connections for the meters. */
    public Function<SyntheticCreationalContext<AcquireMeters>, AcquireMeters> acquireMeters() {
        return context -> new AcquireMeters(Arc.container().instance(StatementMeters.class).get().dataSources());
    }

    /** Makes the meters when there is a registry. @param ownPools datasources whose pools the application makes itself */
    public Consumer<MetricsFactory> bindMeters(List<String> ownPools) {
        return factory -> {
            StatementMeters statements = Arc.container().instance(StatementMeters.class).get();
            statements.bind(factory);
            Arc.container().instance(TransactionMeters.class).get().bind(factory);
            Arc.container().instance(AcquireMeters.class).get().bind(factory);
            for (String name : statements.dataSources()) {
                if (DataSourceBeans.isActive(name)) {
                    new PoolMeters(factory, name).bind(ownPools.contains(name) ? List.of()
                            : ReplicaPools.names(config.getValue().dataSources().get(name).replicas()));
                }
            }
        };
    }

    private static InsightOptions options(InsightConfig settings) {
        boolean development = Environments.isDevelopmentOrTest();
        return new InsightOptions(settings.slowThreshold(), settings.alertThreshold(), settings.logSlow(),
                settings.logInterval(), settings.plans().orElse(development),
                settings.callSites().orElse(development ? CallSiteMode.ALWAYS : CallSiteMode.SLOW),
                settings.maxRepeats().orElse(development ? REPEATS : 0), settings.maxStatements(), settings.recentRuns());
    }

    private static void fire(SlowQueryAlert alert) {
        Arc.container().beanManager().getEvent().select(SlowQueryAlert.class).fireAsync(alert).exceptionally(failure -> {
            LOG.debug("An observer of SlowQueryAlert failed", failure);
            return null;
        });
    }
}
