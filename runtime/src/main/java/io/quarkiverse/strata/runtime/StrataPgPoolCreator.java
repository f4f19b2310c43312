package io.quarkiverse.strata.runtime;

import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import io.quarkiverse.strata.pool.DatabaseServer;
import io.quarkiverse.strata.pool.DedicatedConnections;
import io.quarkiverse.strata.pool.DriverPool;
import io.quarkiverse.strata.pool.Hosts;
import io.quarkiverse.strata.pool.PoolSettings;
import io.quarkiverse.strata.pool.PrimaryPool;
import io.quarkiverse.strata.pool.Replica;
import io.quarkiverse.strata.pool.ReplicaTarget;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnection;

/** Builds the pool of a datasource from Quarkus's configuration and Strata's. */
final class StrataPgPoolCreator implements PgPoolCreator {

    private final String dataSource;
    private final PoolConfig config;
    private final SessionConfig session;
    private final Pooler pooler;
    private final IntPredicate tlsChosen;
    private final Function<PgConnectOptions, Supplier<Future<PgConnectOptions>>> credentials;
    private volatile Vertx vertx;
    private volatile PoolSettings settings;
    private volatile List<Supplier<Future<PgConnectOptions>>> plain;
    private volatile boolean allTlsChosen;
    private volatile List<Hosts.Target> targets;
    private volatile Hosts hosts;
    private volatile DriverPool pool;

    /**
     * @param tlsChosen whether the configuration, or the URL at this place, says how TLS is used
     * @param credentials what fills in credentials for each connection to a host; null when they never change
     */
    StrataPgPoolCreator(String dataSource, PoolConfig config, SessionConfig session, Pooler pooler, IntPredicate tlsChosen,
            Function<PgConnectOptions, Supplier<Future<PgConnectOptions>>> credentials) {
        this.dataSource = dataSource;
        this.config = config;
        this.session = session;
        this.pooler = pooler;
        this.tlsChosen = tlsChosen;
        this.credentials = credentials;
    }

    @Override
    public Pool create(Input input) {
        vertx = input.vertx();
        settings = settings(input.poolOptions());
        List<PgConnectOptions> addresses = input.pgConnectOptionsList();
        plain = addresses.stream().map(this::plain).toList();
        allTlsChosen = IntStream.range(0, addresses.size()).allMatch(tlsChosen);
        targets = IntStream.range(0, addresses.size())
                .mapToObj(i -> target(addresses.get(i), plain.get(i), tlsChosen.test(i))).toList();
        hosts = new Hosts(dataSource, vertx, targets, pooler.keepsSessions());
        pool = DriverPool.build(vertx, input.poolOptions().getName(), hosts, settings);
        return pool.asPgPool();
    }

    private PoolSettings settings(PoolOptions options) {
        if (config.minSize() > options.getMaxSize()) {
            throw new ConfigurationException("STRATA-4303: quarkus.strata.pool.min-size is " + config.minSize()
                    + ", more than quarkus.datasource.reactive.max-size, which is " + options.getMaxSize()
                    + ". Lower the one or raise the other.");
        }
        return new PoolSettings(config.minSize(), options.getMaxSize(), attemptLimit(), config.acquireTimeout(),
                config.maxWaiting(),
                Duration.of(options.getIdleTimeout(), options.getIdleTimeoutUnit().toChronoUnit()),
                Duration.of(options.getMaxLifetime(), options.getMaxLifetimeUnit().toChronoUnit()), config.keepAlive(),
                config.drainTimeout());
    }

    /** Credentials, login and the question who is there have limits of their own; several hosts may be tried. */
    private Duration attemptLimit() {
        return config.connectTimeout().multipliedBy(4).plus(Hosts.PATIENT_LIMIT);
    }

    /** With what holds for each connection, but for TLS, which depends on the address. */
    private Supplier<Future<PgConnectOptions>> plain(PgConnectOptions target) {
        PgConnectOptions bounded = TargetOptions.through(pooler, DedicatedConnections.copy(target));
        TargetOptions.session(bounded, session);
        bounded.setConnectTimeout((int) config.connectTimeout().toMillis()).setTcpKeepAlive(true);
        return credentials == null ? () -> Future.succeededFuture(DedicatedConnections.copy(bounded))
                : inTime(filled(bounded));
    }

    private Hosts.Target target(PgConnectOptions target, Supplier<Future<PgConnectOptions>> bounded, boolean chosen) {
        PgConnectOptions shown = DedicatedConnections.copy(target);
        TargetOptions.tls(shown, chosen, LaunchMode.current());
        TargetOptions.warnOfWeakTls(dataSource, shown, LaunchMode.current());
        return new Hosts.Target(target.getHost() + ":" + target.getPort(), () -> bounded.get().map(made -> {
            TargetOptions.tls(made, chosen, LaunchMode.current());
            return made;
        }));
    }

    /** Each server by its own address. */
    private ReplicaTarget secured(ReplicaTarget target) {
        return allTlsChosen ? target
                : target.orSslMode(Objects.requireNonNullElse(TargetOptions.defaultMode(target.host(), LaunchMode.current()),
                        SslMode.DISABLE));
    }

    private Supplier<Future<PgConnectOptions>> filled(PgConnectOptions bounded) {
        Supplier<Future<PgConnectOptions>> provided = credentials.apply(bounded);
        return () -> provided.get().map(made -> made.setUseLayer7Proxy(bounded.getUseLayer7Proxy()));
    }

    /** Connections to another address, with the datasource's credentials where the URL has none. */
    DedicatedConnections direct(String url) {
        ReplicaTarget target = secured(ReplicaPools.migrationTarget(url));
        return () -> anyTarget().compose(known -> DedicatedConnections.open(vertx, target.at(known)));
    }

    /** What was made for Quarkus. */
    DriverPool pool() {
        return pool;
    }

    /** A replica, whose pool is like the primary's; asked for when the primary's was created. */
    Replica replica(PrimaryPool primary, ReplicaTarget target, OptionalInt maxSize) {
        int most = maxSize.orElse(settings.maxSize());
        return Replica.of(primary, secured(target), this::anyTarget, settings.withSize(0, most));
    }

    /** Where the pool connects to. */
    Hosts hosts() {
        return hosts;
    }

    /** How the pool keeps and lends. */
    PoolSettings settings() {
        return settings;
    }

    /** The server behind this pool. */
    DatabaseServer server() {
        return new DatabaseServer() {
            @Override
            public Future<String> database() {
                return anyTarget().map(PgConnectOptions::getDatabase);
            }

            @Override
            public Future<String> user() {
                return anyTarget().map(PgConnectOptions::getUser);
            }

            @Override
            public Future<SqlConnection> connect(String database) {
                return hosts.dedicated(target -> DedicatedConnections.copy(target).setDatabase(database)).connect();
            }
        };
    }

    /** A provider of credentials that doesn't answer must not keep everybody waiting. */
    private Supplier<Future<PgConnectOptions>> inTime(Supplier<Future<PgConnectOptions>> provided) {
        return () -> {
            Promise<PgConnectOptions> answer = Promise.promise();
            long late = vertx.setTimer(config.connectTimeout().toMillis(),
                    expired -> answer.tryFail(new ConnectException("the credentials provider gave no answer")));
            provided.get().onComplete(given -> {
                vertx.cancelTimer(late);
                if (given.succeeded()) {
                    answer.tryComplete(given.result());
                } else {
                    answer.tryFail(given.cause());
                }
            });
            return answer.future();
        };
    }

    /** With the credentials and the database of all of them. */
    private Future<PgConnectOptions> anyTarget() {
        return plain.get(0).get();
    }
}
