package io.quarkiverse.strata.runtime;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

import io.quarkiverse.strata.pool.ConsistencyTokens;
import io.quarkiverse.strata.pool.Router;
import io.quarkiverse.strata.pool.WritePositions;
import io.quarkus.arc.Arc;
import io.quarkus.reactive.datasource.runtime.ReactiveDataSourceUtil;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.RuntimeValue;
import io.quarkus.runtime.annotations.Recorder;
import io.quarkus.runtime.configuration.ConfigurationException;

/** Tells requests what the configuration says when the application runs. */
@Recorder
public class HttpRecorder {

    private static final int SHORTEST_SECRET = 16;
    private static final Duration LONGEST_AGE = Duration.ofDays(30);

    private final RuntimeValue<HttpConfig> config;

    public HttpRecorder(RuntimeValue<HttpConfig> config) {
        this.config = config;
    }

    /** Fails the start when the deadline can't be one. */
    public void deadline() {
        Duration deadline = config.getValue().deadline().orElse(Duration.ZERO);
        if (deadline.isNegative()) {
            throw new ConfigurationException("STRATA-4303: quarkus.strata.http.deadline is " + deadline
                    + ". It takes a duration, which can't be negative.");
        }
        RequestDeadline.set(deadline.isZero() ? null : deadline);
    }

    /** Fails the start when tokens couldn't be trusted. */
    public void consistency() {
        ConsistencyConfig consistency = config.getValue().consistency();
        if (consistency.token() == ConsistencyConfig.Token.NONE) {
            ConsistencyFilter.set(null);
            return;
        }
        if (!consistency.name().matches("[A-Za-z0-9_-]+")) {
            throw new ConfigurationException("STRATA-4303: quarkus.strata.http.consistency.name is " + consistency.name()
                    + ". It takes letters, digits, - and _.");
        }
        if (consistency.maxAge().toSeconds() < 1 || consistency.maxAge().compareTo(LONGEST_AGE) > 0) {
            throw new ConfigurationException("STRATA-4303: quarkus.strata.http.consistency.max-age is " + consistency.maxAge()
                    + ". It takes a duration from 1 second to 30 days.");
        }
        secrets();
        ConsistencyFilter.set(consistency);
    }

    /** What carries positions from request to request. @param dataSources all that there are */
    public Supplier<ConsistencyTokens> tokens(List<String> dataSources) {
        return () -> {
            Map<String, WritePositions> positions = new HashMap<>();
            for (String name : dataSources) {
                WritePositions known = DataSourceBeans.isActive(name)
                        ? Arc.container().select(Router.class, ReactiveDataSourceUtil.qualifier(name)).get().positions()
                        : null;
                if (known != null) {
                    positions.put(name, known);
                }
            }
            return new ConsistencyTokens(positions, secrets(), config.getValue().consistency().maxAge(), Clock.systemUTC());
        };
    }

    private List<String> secrets() {
        List<String> known = config.getValue().consistency().secrets().orElse(List.of());
        if (known.stream().anyMatch(secret -> secret.length() < SHORTEST_SECRET)) {
            throw new ConfigurationException("STRATA-4303: one of quarkus.strata.http.consistency.secrets is shorter than "
                    + SHORTEST_SECRET + " characters. Make one by: openssl rand -base64 32");
        }
        if (!known.isEmpty()) {
            return known;
        }
        if (LaunchMode.current() == LaunchMode.NORMAL) {
            throw new ConfigurationException(
                    "STRATA-4304: consistency tokens need quarkus.strata.http.consistency.secrets, the "
                            + "same for all instances. Make one by: openssl rand -base64 32");
        }
        return List.of(UUID.randomUUID().toString());
    }
}
