package io.quarkiverse.strata.runtime;

import java.time.Duration;
import java.util.Optional;

import io.quarkus.datasource.common.runtime.DataSourceUtil;
import io.quarkus.runtime.configuration.ConfigurationException;

/** Refuses values that can't be, by the name of their property, before anything is made of them. */
final class SettingsCheck {

    private static final Duration MILLISECOND = Duration.ofMillis(1);
    /** The server counts its time limits in milliseconds, as an integer. */
    private static final Duration LONGEST = Duration.ofMillis(Integer.MAX_VALUE);

    private final String prefix;

    private SettingsCheck(String dataSource) {
        prefix = "quarkus.strata." + (DataSourceUtil.isDefault(dataSource) ? "" : "\"" + dataSource + "\".");
    }

    static void of(String dataSource, DataSourceStrataRuntimeConfig config) {
        new SettingsCheck(dataSource).all(config);
    }

    private void all(DataSourceStrataRuntimeConfig config) {
        notNegative("pool.acquire-timeout", config.pool().acquireTimeout());
        atLeast("pool.max-waiting", -1, config.pool().maxWaiting());
        positive("pool.connect-timeout", config.pool().connectTimeout());
        atLeast("pool.min-size", 0, config.pool().minSize());
        notNegative("pool.network-timeout", config.pool().networkTimeout());
        notNegative("pool.keep-alive", config.pool().keepAlive());
        notNegative("pool.drain-timeout", config.pool().drainTimeout());
        notNegative("pool.leak-threshold", config.pool().leakThreshold());
        pooler(config);
        replicas(config.replicas());
        transactions(config.transactions());
        limit("streams.max-duration", Optional.of(config.streams().maxDuration()));
        limit("streams.stall-limit", Optional.of(config.streams().stallLimit()));
        atLeast("results.max-rows", 0, config.results().maxRows());
        cache(config.cache());
        config.migration().url().ifPresent(url -> readable(() -> ReplicaPools.migrationTarget(url)));
        notNegative("migration.lock-timeout", config.migration().lockTimeout());
        atLeast("migration.lock-tries", 1, config.migration().lockTries());
        notNegative("migration.wait", config.migration().waiting());
        insight(config.insight());
    }

    /** A pooler refuses what sessions begin with, since others get them next. */
    private void pooler(DataSourceStrataRuntimeConfig config) {
        SessionConfig session = config.session();
        if (!config.pooler().keepsSessions()
                && (session.searchPath().isPresent() || session.role().isPresent() || !session.settings().isEmpty())) {
            throw new ConfigurationException("STRATA-4303: " + prefix + "session.search-path, .role and .settings can't be set "
                    + "behind a pooler that lends its connections by transaction (" + prefix
                    + "pooler). Set them in the server, "
                    + "by ALTER ROLE … SET or ALTER DATABASE … SET.");
        }
    }

    private static void readable(Runnable reading) {
        try {
            reading.run();
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(e.getMessage());
        }
    }

    private void replicas(ReplicasConfig replicas) {
        readable(() -> ReplicaPools.names(replicas));
        replicas.maxSize().ifPresent(size -> atLeast("replicas.max-size", 1, size));
        positive("replicas.check-interval", replicas.checkInterval());
        notNegative("replicas.max-lag", replicas.maxLag());
    }

    private void transactions(TransactionsConfig transactions) {
        limit("transactions.timeout", transactions.timeout());
        limit("transactions.statement-timeout", transactions.statementTimeout());
        limit("transactions.lock-timeout", transactions.lockTimeout());
        limit("transactions.idle-timeout", transactions.idleTimeout());
        notNegative("transactions.outcome-limit", transactions.outcomeLimit());
        atLeast("transactions.retries", 0, transactions.retries());
    }

    private void cache(CacheConfig cache) {
        cache.maxStale().ifPresent(age -> notNegative("cache.max-stale", age));
        positive("cache.lease", cache.lease());
        positive("cache.redis.timeout", cache.redis().timeout());
    }

    private void insight(InsightConfig insight) {
        notNegative("insight.slow-threshold", insight.slowThreshold());
        notNegative("insight.alert-threshold", insight.alertThreshold());
        notNegative("insight.log-interval", insight.logInterval());
        insight.maxRepeats().ifPresent(times -> atLeast("insight.max-repeats", 0, times));
        atLeast("insight.max-statements", 0, insight.maxStatements());
        atLeast("insight.recent-runs", 0, insight.recentRuns());
    }

    private void atLeast(String name, int least, long value) {
        check(value >= least, name, value, "a number from " + least + " up");
    }

    private void notNegative(String name, Duration value) {
        check(!value.isNegative(), name, value, "a duration, which can't be negative");
    }

    private void positive(String name, Duration value) {
        check(value.compareTo(MILLISECOND) >= 0, name, value, "a duration from 1 millisecond up");
    }

    private void limit(String name, Optional<Duration> value) {
        value.ifPresent(limit -> check(
                limit.isZero() || limit.compareTo(MILLISECOND) >= 0 && limit.compareTo(LONGEST) <= 0, name, limit,
                "a duration from 1 millisecond to 24 days, or 0 for no limit"));
    }

    private void check(boolean fits, String name, Object value, String wanted) {
        if (!fits) {
            throw new ConfigurationException("STRATA-4303: " + prefix + name + " is " + value + ". It takes " + wanted + ".");
        }
    }
}
