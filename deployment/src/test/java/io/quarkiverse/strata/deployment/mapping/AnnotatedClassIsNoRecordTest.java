package io.quarkiverse.strata.deployment.mapping;

import static org.assertj.core.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.strata.mapping.Table;
import io.quarkus.test.QuarkusUnitTest;

/** @Table and @Projection are for records. */
class AnnotatedClassIsNoRecordTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = MappingApplication.failing(AnnotatedClassIsNoRecordTest.class,
            "STRATA-4101: io.quarkiverse.strata.deployment.mapping.AnnotatedClassIsNoRecordTest$User is annotated with @Table but is no record. Make it a record: Strata maps records only.");

    @Table("users")
    static class User {
    }

    @Test
    void buildFails() {
        fail("The build must have failed");
    }
}
