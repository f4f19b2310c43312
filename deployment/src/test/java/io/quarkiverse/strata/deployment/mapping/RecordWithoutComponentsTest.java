package io.quarkiverse.strata.deployment.mapping;

import static org.assertj.core.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.strata.mapping.Projection;
import io.quarkus.test.QuarkusUnitTest;

/** A mapped record has columns. */
class RecordWithoutComponentsTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = MappingApplication.failing(RecordWithoutComponentsTest.class,
            "STRATA-4112: The record io.quarkiverse.strata.deployment.mapping.RecordWithoutComponentsTest$Nothing has no components. Give it one for each column.");

    @Projection
    record Nothing() {
    }

    @Test
    void buildFails() {
        fail("The build must have failed");
    }
}
