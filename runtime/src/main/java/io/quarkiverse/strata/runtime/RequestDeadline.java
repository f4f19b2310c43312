package io.quarkiverse.strata.runtime;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;

import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.handlers.PublisherResponseHandler;
import org.jboss.resteasy.reactive.server.jaxrs.ContainerRequestContextImpl;
import org.jboss.resteasy.reactive.server.mapping.RuntimeResource;

import io.quarkiverse.strata.execution.Deadline;

/** Gives each request of Quarkus REST its deadline, but for those that are answered by a stream. */
@Singleton
public class RequestDeadline implements ContainerRequestFilter {

    /** Null for none. Set before the first request comes: the bean itself may be made when the application is built. */
    private static volatile Duration limit;

    private final Map<RuntimeResource, Boolean> streams = new ConcurrentHashMap<>();

    static void set(Duration deadline) {
        limit = deadline;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        Duration deadline = limit;
        if (deadline != null && !isStream(request)) {
            Deadline.begin(deadline);
        }
    }

    private boolean isStream(ContainerRequestContext request) {
        return request instanceof ContainerRequestContextImpl own
                && own.getServerRequestContext() instanceof ResteasyReactiveRequestContext rest && rest.getTarget() != null
                && streams.computeIfAbsent(rest.getTarget(), RequestDeadline::isStream);
    }

    /** The method itself can't be asked in a native executable. */
    private static boolean isStream(RuntimeResource endpoint) {
        return Arrays.stream(endpoint.getHandlerChain()).anyMatch(PublisherResponseHandler.class::isInstance);
    }
}
