package io.quarkiverse.strata.runtime;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

import io.quarkiverse.strata.insight.CallSiteMode;
import io.quarkus.runtime.annotations.ConfigGroup;
import io.smallrye.config.WithDefault;

/** Statistics, slow queries, plans. */
@ConfigGroup
public interface InsightConfig {

    /**
     * Whether statements are looked at: statistics, slow queries, meters, warnings of repeated statements.
     */
    @WithDefault("true")
    boolean enabled();

    /**
     * From here on a statement is slow: from its call to its result, waiting for a connection included. `0` is never.
     */
    @WithDefault("100ms")
    Duration slowThreshold();

    /**
     * From here on a slow statement is also told by the asynchronous CDI event `SlowQueryAlert`. `0` is never.
     */
    @WithDefault("1s")
    Duration alertThreshold();

    /**
     * Whether slow statements are logged, with their text and never their values.
     */
    @WithDefault("true")
    boolean logSlow();

    /**
     * How much time there is at least between two log lines of the same statement.
     */
    @WithDefault("10s")
    Duration logInterval();

    /**
     * Whether the plan of a slow statement is asked for and logged, with an index that it lacks: at most once in ten minutes
     * for each statement, on a connection beside the pool, without running the statement. Needs PostgreSQL 16. By default
     * plans are asked for in development and in tests, and not elsewhere.
     */
    Optional<Boolean> plans();

    /**
     * For which calls it is found out where in the application they are made, for logs and statistics: `always` for all (about
     * 2 µs a call), `slow` for statements that have been slow before, `never` for none. By default `always` in development and
     * in tests, and `slow` elsewhere.
     */
    Optional<CallSiteMode> callSites();

    /**
     * How often the same statement may run in one request before a warning tells where, once for each place. `0` is any
     * number. By default 10 in development and in tests, and any number elsewhere.
     */
    OptionalInt maxRepeats();

    /**
     * How many statements have statistics (2.5 KB each); those unused for longest make room.
     */
    @WithDefault("1000")
    int maxStatements();

    /**
     * How many of the last runs are kept.
     */
    @WithDefault("200")
    int recentRuns();

    /**
     * Whether there are meters of this datasource, where the application has a metrics extension.
     */
    @WithDefault("true")
    boolean meters();

    /**
     * Whether statements of this datasource have spans, where the application has `quarkus-opentelemetry`. They take the place
     * of the driver's, which come back with `quarkus.otel.instrument.vertx-sql-client=true`.
     */
    @WithDefault("true")
    boolean spans();
}
