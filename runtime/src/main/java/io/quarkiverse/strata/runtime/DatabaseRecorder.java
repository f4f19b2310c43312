package io.quarkiverse.strata.runtime;

import static io.quarkus.reactive.datasource.runtime.ReactiveDataSourceUtil.qualifier;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.Supplier;

import io.quarkiverse.strata.Database;
import io.quarkiverse.strata.Propagation;
import io.quarkiverse.strata.RequestSettings;
import io.quarkiverse.strata.TransactionOptions;
import io.quarkiverse.strata.execution.AcquireListener;
import io.quarkiverse.strata.execution.CallSites;
import io.quarkiverse.strata.execution.CommitListener;
import io.quarkiverse.strata.execution.Listeners;
import io.quarkiverse.strata.execution.ResultLimits;
import io.quarkiverse.strata.execution.StatementListener;
import io.quarkiverse.strata.execution.TransactionListener;
import io.quarkiverse.strata.insight.Insight;
import io.quarkiverse.strata.pool.DedicatedConnections;
import io.quarkiverse.strata.pool.Hosts;
import io.quarkiverse.strata.pool.LeakWatch;
import io.quarkiverse.strata.pool.LostWrites;
import io.quarkiverse.strata.pool.PoolMonitor;
import io.quarkiverse.strata.pool.PrimaryPool;
import io.quarkiverse.strata.pool.Replicas;
import io.quarkiverse.strata.pool.Router;
import io.quarkiverse.strata.pool.StallWatch;
import io.quarkiverse.strata.pool.WritePositions;
import io.quarkiverse.strata.transaction.SessionSettings;
import io.quarkiverse.strata.transaction.StreamLimits;
import io.quarkiverse.strata.transaction.TransactionalDatabase;
import io.quarkus.arc.ActiveResult;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ClientProxy;
import io.quarkus.arc.InjectableInstance;
import io.quarkus.arc.InstanceHandle;
import io.quarkus.arc.SyntheticCreationalContext;
import io.quarkus.credentials.CredentialsProvider;
import io.quarkus.credentials.runtime.CredentialsProviderFinder;
import io.quarkus.datasource.common.runtime.DataSourceUtil;
import io.quarkus.datasource.runtime.DataSourceRuntimeConfig;
import io.quarkus.datasource.runtime.DataSourcesRuntimeConfig;
import io.quarkus.reactive.datasource.runtime.ConnectOptionsSupplier;
import io.quarkus.reactive.datasource.runtime.DataSourcesReactiveRuntimeConfig;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.quarkus.reactive.pg.client.runtime.DataSourcesReactivePostgreSQLConfig;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.RuntimeValue;
import io.quarkus.runtime.ShutdownContext;
import io.quarkus.runtime.annotations.Recorder;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;

/** Makes the beans of each datasource. */
@Recorder
public class DatabaseRecorder {

    private final RuntimeValue<StrataRuntimeConfig> config;
    private final RuntimeValue<DataSourcesRuntimeConfig> dataSources;
    private final RuntimeValue<DataSourcesReactiveRuntimeConfig> reactive;
    private final RuntimeValue<DataSourcesReactivePostgreSQLConfig> postgres;

    public DatabaseRecorder(RuntimeValue<StrataRuntimeConfig> config, RuntimeValue<DataSourcesRuntimeConfig> dataSources,
            RuntimeValue<DataSourcesReactiveRuntimeConfig> reactive,
            RuntimeValue<DataSourcesReactivePostgreSQLConfig> postgres) {
        this.config = config;
        this.dataSources = dataSources;
        this.reactive = reactive;
        this.postgres = postgres;
    }

    /** Fails the start when a value of the configuration can't be, instead of each request later. */
    public void checkSettings(String dataSource) {
        SettingsCheck.of(dataSource, config.getValue().dataSources().get(dataSource));
    }

    /** Why a datasource's beans are inactive, with the property that activates them. */
    public Supplier<ActiveResult> active(String dataSource) {
        return () -> {
            Optional<Boolean> active = dataSources.getValue().dataSources().get(dataSource).active();
            if (active.isPresent() && !active.get()) {
                return ActiveResult.inactive(DataSourceUtil.dataSourceInactiveReasonDeactivated(dataSource));
            }
            if (reactive.getValue().dataSources().get(dataSource).reactive().url().isEmpty()) {
                return ActiveResult
                        .inactive(DataSourceUtil.dataSourceInactiveReasonUrlMissing(dataSource, "reactive.url"));
            }
            return ActiveResult.active();
        };
    }

    /** Strata's pool creator, for datasources where the application has none. */
    public Function<SyntheticCreationalContext<PgPoolCreator>, PgPoolCreator> poolCreator(String dataSource) {
        DataSourceStrataRuntimeConfig strata = config.getValue().dataSources().get(dataSource);
        return context -> new StrataPgPoolCreator(dataSource, strata.pool(), strata.session(), strata.pooler(),
                tlsChosen(dataSource),
                credentials(dataSources.getValue().dataSources().get(dataSource)));
    }

    /** Whether the configuration, or the URL at a place, says how TLS is used; the driver takes any case. */
    private IntPredicate tlsChosen(String dataSource) {
        if (postgres.getValue().dataSources().get(dataSource).reactive().postgresql().sslMode().isPresent()) {
            return place -> true;
        }
        List<String> urls = reactive.getValue().dataSources().get(dataSource).reactive().url().orElse(List.of());
        return place -> place < urls.size() && urls.get(place).toLowerCase(Locale.ROOT).matches("[^?]*\\?(.*&)?sslmode=.*");
    }

    /** The pool and what belongs to it. @param ownCreator whether the application builds the pool itself */
    public Function<SyntheticCreationalContext<PrimaryPool>, PrimaryPool> primaryPool(String dataSource,
            boolean ownCreator, RuntimeValue<Vertx> vertx) {
        return context -> {
            // creates the pool, which is what tells the creator its target
            Pool pool = ClientProxy.unwrap(context.getInjectedReference(Pool.class, qualifier(dataSource)));
            if (ownCreator) {
                return new PrimaryPool(dataSource, vertx.getValue(), pool, pool::getConnection,
                        listeners(dataSource, null), resultLimits(dataSource), null, -1);
            }
            StrataPgPoolCreator creator = (StrataPgPoolCreator) creator(dataSource);
            return new PrimaryPool(dataSource, vertx.getValue(), creator.pool(), creator.hosts().dedicated(),
                    listeners(dataSource, creator.hosts()), resultLimits(dataSource), creator.hosts(),
                    creator.settings().maxSize());
        };
    }

    /** What decides where reads go; replicas and connections are watched until the application stops. */
    public Function<SyntheticCreationalContext<Router>, Router> router(String dataSource, boolean ownCreator,
            ShutdownContext shutdown) {
        return context -> {
            PrimaryPool primary = context.getInjectedReference(PrimaryPool.class, qualifier(dataSource));
            DataSourceStrataRuntimeConfig known = config.getValue().dataSources().get(dataSource);
            StrataPgPoolCreator creator = ownCreator ? null : (StrataPgPoolCreator) creator(dataSource);
            Replicas replicas = ReplicaPools.start(primary, known, creator);
            shutdown.addShutdownTask(replicas::close);
            if (creator != null) {
                shutdown.addShutdownTask(creator.hosts()::close);
            }
            shutdown.addShutdownTask(StallWatch.start(primary, replicas, known.pool().networkTimeout())::close);
            shutdown.addShutdownTask(LeakWatch.start(primary, replicas, known.pool().leakThreshold())::close);
            return new Router(primary, replicas, known.replicas().routing());
        };
    }

    /** Lets pools be warm when the first caller comes, and replicas be watched: what is wrong with them is told before. */
    public void open(String dataSource) {
        if (DataSourceBeans.isActive(dataSource)) {
            PrimaryPool primary = Arc.container().select(Router.class, qualifier(dataSource)).get().primary();
            primary.start();
            if (creator(dataSource) instanceof StrataPgPoolCreator own) {
                ServerSettings.check(primary, own.settings(), LaunchMode.current());
            }
        }
    }

    public Function<SyntheticCreationalContext<PoolMonitor>, PoolMonitor> poolMonitor(String dataSource) {
        return context -> new PoolMonitor(context.getInjectedReference(Router.class, qualifier(dataSource)));
    }

    /** Connections beside the pool. */
    public Function<SyntheticCreationalContext<DedicatedConnections>, DedicatedConnections> dedicatedConnections(
            String dataSource) {
        return context -> context.getInjectedReference(PrimaryPool.class, qualifier(dataSource)).dedicated();
    }

    public Function<SyntheticCreationalContext<Database>, Database> database(String dataSource, ShutdownContext shutdown) {
        return context -> {
            TransactionsConfig transactions = config.getValue().dataSources().get(dataSource).transactions();
            StreamsConfig streams = config.getValue().dataSources().get(dataSource).streams();
            TransactionalDatabase database = new TransactionalDatabase(
                    context.getInjectedReference(Router.class, qualifier(dataSource)),
                    new SessionSettings(transactions.pipelineBegin(), transactions.outcomeLimit(), requestSettings(dataSource),
                            new StreamLimits(streams.maxDuration(), streams.stallLimit())),
                    defaults(transactions),
                    caches().reads(dataSource));
            shutdown.addShutdownTask(database::close);
            return database;
        };
    }

    /** What the application tells the server of requests; null without such a bean. */
    private static RequestSettings requestSettings(String dataSource) {
        InjectableInstance<RequestSettings> beans = Arc.container().select(RequestSettings.class,
                qualifier(dataSource));
        return beans.isUnsatisfied() ? null : beans.get();
    }

    private static TransactionOptions defaults(TransactionsConfig config) {
        return new TransactionOptions(Propagation.REQUIRED, config.isolation(), false, false, config.timeout().orElse(null),
                config.statementTimeout().orElse(null), config.lockTimeout().orElse(null),
                config.idleTimeout().orElse(null), config.retries(), null, false, Map.of());
    }

    private ResultLimits resultLimits(String dataSource) {
        ResultsConfig results = config.getValue().dataSources().get(dataSource).results();
        return new ResultLimits(results.maxRows(), results.maxSize().asLongValue());
    }

    /** Rooms, and applications, hear of what runs by a bean. @param hosts null where the application builds the pool itself */
    private Listeners listeners(String dataSource, Hosts hosts) {
        List<CommitListener> commits = new ArrayList<>(beans(CommitListener.class));
        commits.addAll(caches().commits(dataSource));
        boolean several = hosts != null && hosts.areSeveral();
        if (several || config.getValue().dataSources().get(dataSource).replicas().urls().isPresent()) {
            commits.add(new WritePositions(dataSource));
        }
        if (several) {
            commits.add(new LostWrites(dataSource, hosts));
        }
        Insight insight = Arc.container().instance(Insight.class).get();
        return new Listeners(beans(StatementListener.class), List.copyOf(commits), beans(TransactionListener.class),
                beans(AcquireListener.class),
                insight == null ? CallSites.NONE : insight.callSites(dataSource));
    }

    private static Caches caches() {
        return Arc.container().instance(Caches.class).get();
    }

    private static <T> List<T> beans(Class<T> type) {
        return Arc.container().listAll(type).stream().map(InstanceHandle::get).toList();
    }

    private static PgPoolCreator creator(String dataSource) {
        return Arc.container().select(PgPoolCreator.class, qualifier(dataSource)).get();
    }

    private static Function<PgConnectOptions, Supplier<Future<PgConnectOptions>>> credentials(
            DataSourceRuntimeConfig dataSource) {
        if (dataSource.credentialsProvider().isEmpty()) {
            return null;
        }
        CredentialsProvider provider = CredentialsProviderFinder.find(dataSource.credentialsProviderName().orElse(null));
        String name = dataSource.credentialsProvider().get();
        return target -> new ConnectOptionsSupplier<>(provider, name, List.of(target), PgConnectOptions::new);
    }
}
