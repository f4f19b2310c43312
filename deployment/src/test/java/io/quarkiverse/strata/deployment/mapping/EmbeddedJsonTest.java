package io.quarkiverse.strata.deployment.mapping;

import static org.assertj.core.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.strata.mapping.Embedded;
import io.quarkiverse.strata.mapping.Json;
import io.quarkiverse.strata.mapping.Table;
import io.quarkus.test.QuarkusUnitTest;

/** An embedded record has no column of its own. */
class EmbeddedJsonTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = MappingApplication.failing(EmbeddedJsonTest.class,
            "STRATA-4110: io.quarkiverse.strata.deployment.mapping.EmbeddedJsonTest$User.address is annotated with @Embedded and with @Json. Keep one: an embedded record has no column of its own.");

    record Address(String city) {
    }

    @Table("users")
    record User(long id, @Embedded @Json Address address) {
    }

    @Test
    void buildFails() {
        fail("The build must have failed");
    }
}
