package io.quarkiverse.strata.deployment.mapping;

import static org.assertj.core.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.strata.mapping.Column;
import io.quarkiverse.strata.mapping.Table;
import io.quarkus.test.QuarkusUnitTest;

/** Types that the driver reads as null are refused. */
class UnreadableTypeTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = MappingApplication.failing(UnreadableTypeTest.class,
            "STRATA-4111: io.quarkiverse.strata.deployment.mapping.UnreadableTypeTest$Host.mac has the type macaddr, which the Vert.x client can neither read nor send. Make the table's column text, or select it with the cast ::text in a @Projection.");

    @Table("hosts")
    record Host(long id, @Column(type = "macaddr") String mac) {
    }

    @Test
    void buildFails() {
        fail("The build must have failed");
    }
}
