package io.quarkiverse.strata.runtime;

import java.util.List;

import org.jboss.logging.Logger;

import io.quarkiverse.strata.pool.PrimaryPool;
import io.quarkiverse.strata.pool.ReplicaSettings;
import io.quarkiverse.strata.pool.ReplicaTarget;
import io.quarkiverse.strata.pool.Replicas;
import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;

/** Makes the replicas of a datasource from the configuration. */
final class ReplicaPools {

    private static final Logger LOG = Logger.getLogger(ReplicaPools.class);

    private ReplicaPools() {
    }

    /** @param creator what has built the primary's pool, null where the application did */
    static Replicas start(PrimaryPool primary, DataSourceStrataRuntimeConfig config, StrataPgPoolCreator creator) {
        ReplicasConfig replicas = config.replicas();
        List<String> urls = replicas.urls().orElse(List.of());
        if (urls.isEmpty()) {
            return Replicas.NONE;
        }
        if (creator == null) {
            LOG.warnf("STRATA-2128: the replicas of datasource %s are not used, because the application has a PgPoolCreator of "
                    + "its own for it, so that Strata doesn't know how to connect. Remove the creator, or "
                    + "quarkus.strata.replicas.urls", primary.dataSource());
            return Replicas.NONE;
        }
        ReplicaSettings settings = new ReplicaSettings(replicas.checkInterval(), replicas.maxLag(),
                replicas.maxLagBytes().map(MemorySize::asLongValue).orElse(-1L));
        return Replicas.start(primary,
                urls.stream().map(url -> creator.replica(primary, target(url), replicas.maxSize())).toList(), settings);
    }

    /** The names of the replicas, as {@code PoolStatus} has them. */
    static List<String> names(ReplicasConfig config) {
        return config.urls().orElse(List.of()).stream().map(url -> target(url).name()).toList();
    }

    /** @throws IllegalArgumentException when it isn't such a URL; its message holds no part of it */
    static ReplicaTarget target(String text) {
        return target(text, "a URL in quarkus.strata.replicas.urls, or in DATABASE_READ_URLS");
    }

    /** As the other, of the URL that migrations have. */
    static ReplicaTarget migrationTarget(String text) {
        return target(text, "the URL in quarkus.strata.migration.url");
    }

    /** @param where it is set, for the message */
    private static ReplicaTarget target(String text, String where) {
        try {
            DatabaseUrl url = DatabaseUrl.parse(text);
            if (url.addresses().size() > 1) {
                throw new IllegalArgumentException("names several hosts. Each replica has a URL of its own.");
            }
            String address = url.addresses().get(0);
            PgConnectOptions options = PgConnectOptions.fromUri(address.substring("vertx-reactive:".length()));
            return new ReplicaTarget(options.getHost(), options.getPort(),
                    address.matches(".*://[^/?]+/.+") ? options.getDatabase() : null, url.user(), url.password(),
                    url.sslMode() == null ? null : SslMode.of(url.sslMode()));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "STRATA-2131: " + where + ", " + e.getMessage() + " It looks like postgresql://host:5432.");
        }
    }
}
