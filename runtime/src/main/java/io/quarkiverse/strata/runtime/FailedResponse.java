package io.quarkiverse.strata.runtime;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.RestResponse;

/** Responses of Quarkus REST that tell the client of a failure. A bean where the application has Quarkus REST. */
@Singleton
public class FailedResponse implements FailedResult {

    private static final int FIRST_FAILURE = 400;

    @Override
    public boolean isFailure(Object item) {
        return item instanceof Response response && response.getStatus() >= FIRST_FAILURE
                || item instanceof RestResponse<?> rest && rest.getStatus() >= FIRST_FAILURE;
    }
}
