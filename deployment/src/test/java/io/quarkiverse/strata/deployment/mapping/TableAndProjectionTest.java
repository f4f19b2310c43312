package io.quarkiverse.strata.deployment.mapping;

import static org.assertj.core.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.strata.mapping.Projection;
import io.quarkiverse.strata.mapping.Table;
import io.quarkus.test.QuarkusUnitTest;

/** A record stands for a table or only receives results. */
class TableAndProjectionTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = MappingApplication.failing(TableAndProjectionTest.class,
            "STRATA-4102: io.quarkiverse.strata.deployment.mapping.TableAndProjectionTest$User is annotated with both @Table and @Projection. Keep @Table when it stands for a table, @Projection when it only receives results.");

    @Table("users")
    @Projection
    record User(long id) {
    }

    @Test
    void buildFails() {
        fail("The build must have failed");
    }
}
