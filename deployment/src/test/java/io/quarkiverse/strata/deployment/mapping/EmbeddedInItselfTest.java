package io.quarkiverse.strata.deployment.mapping;

import static org.assertj.core.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.strata.mapping.Embedded;
import io.quarkiverse.strata.mapping.Table;
import io.quarkus.test.QuarkusUnitTest;

/** A record can't hold its own columns again. */
class EmbeddedInItselfTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = MappingApplication.failing(EmbeddedInItselfTest.class,
            "STRATA-4110: io.quarkiverse.strata.deployment.mapping.EmbeddedInItselfTest$Node.parent embeds the record io.quarkiverse.strata.deployment.mapping.EmbeddedInItselfTest$Node in itself. Store it with @Json, or refer to it by its key.");

    record Node(String name, @Embedded Node parent) {
    }

    @Table("nodes")
    record Tree(long id, @Embedded Node root) {
    }

    @Test
    void buildFails() {
        fail("The build must have failed");
    }
}
