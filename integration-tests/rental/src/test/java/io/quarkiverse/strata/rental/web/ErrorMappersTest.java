package io.quarkiverse.strata.rental.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.jboss.resteasy.reactive.RestResponse;
import org.junit.jupiter.api.Test;

import io.quarkiverse.strata.DatabaseException;
import io.quarkiverse.strata.ErrorDetails;
import io.quarkiverse.strata.SerializationFailureException;

class ErrorMappersTest {

    private final ErrorMappers mappers = new ErrorMappers();

    @Test
    void whoMayTryAgainIsToldSo() {
        RestResponse<Map<String, Object>> response = mappers
                .broken(new SerializationFailureException("others were faster", ErrorDetails.of("STRATA-2302"), null));
        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getEntity()).isEqualTo(Map.of("status", 503, "message", "Nothing was changed. Please try again."));
    }

    @Test
    void whatNobodyExpectedKeepsItsReasonsToItself() {
        RestResponse<?> response = mappers
                .broken(new DatabaseException("relation \"film\" isn't there", ErrorDetails.of("STRATA-2301"), null));
        assertThat(response.getStatus()).isEqualTo(500);
        assertThat(response.getEntity()).asString().contains("STRATA-2301").doesNotContain("film");
    }
}
