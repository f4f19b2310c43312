package io.quarkiverse.strata.deployment.mapping;

import static org.assertj.core.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.strata.mapping.Id;
import io.quarkiverse.strata.mapping.Projection;
import io.quarkus.test.QuarkusUnitTest;

/** A projection has no key. */
class IdOnProjectionTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = MappingApplication.failing(IdOnProjectionTest.class,
            "STRATA-4106: io.quarkiverse.strata.deployment.mapping.IdOnProjectionTest$Ranked.id is annotated with @Id, but a @Projection has no primary key. Remove @Id, or make the record a @Table.");

    @Projection
    record Ranked(@Id long id) {
    }

    @Test
    void buildFails() {
        fail("The build must have failed");
    }
}
