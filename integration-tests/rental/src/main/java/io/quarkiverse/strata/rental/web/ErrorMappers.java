package io.quarkiverse.strata.rental.web;

import java.util.Map;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.Response.StatusType;

import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

import com.fasterxml.jackson.databind.exc.MismatchedInputException;

import io.quarkiverse.strata.CheckViolationException;
import io.quarkiverse.strata.ConnectionLostException;
import io.quarkiverse.strata.DatabaseException;
import io.quarkiverse.strata.ForeignKeyViolationException;
import io.quarkiverse.strata.NoResultException;
import io.quarkiverse.strata.NotNullViolationException;
import io.quarkiverse.strata.PoolExhaustedException;
import io.quarkiverse.strata.Retryable;
import io.quarkiverse.strata.UniqueViolationException;

/**
 * Failures as JSON: the HTTP status, and a message for people without anything that only concerns the service. Strata's
 * exceptions say what can be done about them, which is what a status says. A map, since Quarkus REST doesn't look at what
 * exception mappers return when it prepares classes for a native executable.
 */
class ErrorMappers {

    private static final Logger LOG = Logger.getLogger(ErrorMappers.class);

    @ServerExceptionMapper
    RestResponse<Map<String, Object>> refused(Refusal refusal) {
        return problem(refusal.status(), refusal.getMessage());
    }

    // tag::errors[]
    @ServerExceptionMapper(NoResultException.class)
    RestResponse<Map<String, Object>> missing() {
        return problem(Status.NOT_FOUND, "It isn't there.");
    }

    @ServerExceptionMapper({ UniqueViolationException.class, ForeignKeyViolationException.class })
    RestResponse<Map<String, Object>> inTheWay() {
        return problem(Status.CONFLICT, "Something else in the database stands against it.");
    }

    @ServerExceptionMapper({ CheckViolationException.class, NotNullViolationException.class })
    RestResponse<Map<String, Object>> malformed() {
        return problem(Status.BAD_REQUEST, "A value is missing or outside of what is allowed.");
    }

    @ServerExceptionMapper({ ConnectionLostException.class, PoolExhaustedException.class })
    RestResponse<Map<String, Object>> away(DatabaseException failure) {
        LOG.warn(failure.getMessage());
        return problem(Status.SERVICE_UNAVAILABLE, "The database can't be reached now. Please try again.");
    }

    @ServerExceptionMapper
    RestResponse<Map<String, Object>> broken(DatabaseException failure) {
        if (failure instanceof Retryable) {
            LOG.warn(failure.getMessage());
            return problem(Status.SERVICE_UNAVAILABLE, "Nothing was changed. Please try again.");
        }
        LOG.error("A statement failed", failure);
        return problem(Status.INTERNAL_SERVER_ERROR, "Something went wrong here (" + failure.code() + ").");
    }
    // end::errors[]

    @ServerExceptionMapper(MismatchedInputException.class)
    RestResponse<Map<String, Object>> unreadable() {
        return problem(Status.BAD_REQUEST, "The body isn't what is expected here.");
    }

    @ServerExceptionMapper
    RestResponse<Map<String, Object>> http(WebApplicationException failure) {
        StatusType status = failure.getResponse().getStatusInfo();
        return problem(status, status.getReasonPhrase());
    }

    private static RestResponse<Map<String, Object>> problem(StatusType status, String message) {
        return RestResponse.ResponseBuilder.<Map<String, Object>> create(status).type(MediaType.APPLICATION_JSON)
                .entity(Map.of("status", status.getStatusCode(), "message", message)).build();
    }
}
