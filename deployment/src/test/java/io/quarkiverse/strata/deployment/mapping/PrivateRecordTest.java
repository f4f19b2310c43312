package io.quarkiverse.strata.deployment.mapping;

import static org.assertj.core.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.strata.mapping.Table;
import io.quarkus.test.QuarkusUnitTest;

/** Generated code can't call a private record. */
class PrivateRecordTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = MappingApplication.failing(PrivateRecordTest.class,
            "STRATA-4103: The record io.quarkiverse.strata.deployment.mapping.PrivateRecordTest$User is private, so its generated mapper can't call it. Remove \"private\": package-private is enough.");

    @Table("users")
    private record User(long id) {
    }

    @Test
    void buildFails() {
        fail("The build must have failed");
    }
}
