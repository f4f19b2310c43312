package io.quarkiverse.strata.deployment.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.strata.mapping.Id;
import io.quarkiverse.strata.mapping.Projection;
import io.quarkiverse.strata.mapping.Table;
import io.quarkus.test.QuarkusUnitTest;

/** One build tells all that is wrong. */
class SeveralMappingErrorsTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = MappingApplication.of(SeveralMappingErrorsTest.class)
            .assertException(failure -> assertThat(failure).hasMessage("Found 2 deployment problems: \n"
                    + "[1] STRATA-4106: " + SeveralMappingErrorsTest.class.getName()
                    + "$Ranked.id is annotated with @Id, but a "
                    + "@Projection has no primary key. Remove @Id, or make the record a @Table.\n"
                    + "[2] STRATA-4101: " + SeveralMappingErrorsTest.class.getName()
                    + "$User is annotated with @Table but is no "
                    + "record. Make it a record: Strata maps records only."));

    @Table("users")
    static class User {
    }

    @Projection
    record Ranked(@Id long id) {
    }

    @Test
    void buildFails() {
        fail("The build must have failed");
    }
}
