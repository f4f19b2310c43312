package io.quarkiverse.strata.deployment.mapping;

import static org.assertj.core.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.strata.mapping.Label;
import io.quarkiverse.strata.mapping.Table;
import io.quarkus.test.QuarkusUnitTest;

/** Two constants can't have one label. */
class RepeatedLabelTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = MappingApplication.failing(RepeatedLabelTest.class,
            "STRATA-4109: Two constants of the enum io.quarkiverse.strata.deployment.mapping.RepeatedLabelTest$Rating have the label \"PG\". Give each its own @Label.");

    enum Rating {
        PG,
        @Label("PG")
        PARENTAL
    }

    @Table("films")
    record Film(long id, Rating rating) {
    }

    @Test
    void buildFails() {
        fail("The build must have failed");
    }
}
