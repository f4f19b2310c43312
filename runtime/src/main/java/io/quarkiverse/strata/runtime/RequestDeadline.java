package io.quarkiverse.strata.runtime;

import java.time.Duration;
import java.util.Optional;

import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.quarkiverse.strata.execution.Deadline;

/** Gives each request of Quarkus REST its deadline. */
@Singleton
public class RequestDeadline implements ContainerRequestFilter {

    private final Duration limit;

    RequestDeadline(@ConfigProperty(name = "quarkus.strata.http.deadline") Optional<Duration> limit) {
        this.limit = limit.filter(time -> !time.isZero()).orElse(null);
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (limit != null) {
            Deadline.begin(limit);
        }
    }
}
