package io.quarkiverse.strata.deployment.mapping;

import static org.assertj.core.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.strata.mapping.Embedded;
import io.quarkiverse.strata.mapping.Table;
import io.quarkus.test.QuarkusUnitTest;

/** Only records are embedded. */
class EmbeddedIsNoRecordTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = MappingApplication.failing(EmbeddedIsNoRecordTest.class,
            "STRATA-4110: io.quarkiverse.strata.deployment.mapping.EmbeddedIsNoRecordTest$User.name is annotated with @Embedded, but java.lang.String is no record. Remove @Embedded, or use a record whose components are columns.");

    @Table("users")
    record User(long id, @Embedded String name) {
    }

    @Test
    void buildFails() {
        fail("The build must have failed");
    }
}
