package io.quarkiverse.strata.deployment.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.time.Instant;
import java.time.LocalDateTime;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.strata.mapping.CreatedAt;
import io.quarkiverse.strata.mapping.Generated;
import io.quarkiverse.strata.mapping.Id;
import io.quarkiverse.strata.mapping.Projection;
import io.quarkiverse.strata.mapping.Table;
import io.quarkiverse.strata.mapping.UpdatedAt;
import io.quarkiverse.strata.mapping.Version;
import io.quarkus.test.QuarkusUnitTest;

/** Versions count, times have a zone, each is there once and written by one. */
class RolesThatCantBeTest {

    private static final String HERE = RolesThatCantBeTest.class.getName() + "$";

    @RegisterExtension
    static final QuarkusUnitTest APP = MappingApplication.of(RolesThatCantBeTest.class)
            .assertException(failure -> assertThat(failure)
                    .hasMessageContaining("STRATA-1402: " + HERE + "Note.version is annotated with @Version and is a "
                            + "java.lang.String. Make it an int or a long: a version counts the row's changes.\n")
                    .hasMessageContaining("STRATA-1403: " + HERE + "Note.made is annotated with @CreatedAt and is a "
                            + "java.time.LocalDateTime, which has no time zone: what now() becomes there depends on the session. "
                            + "Make it an Instant, and the column timestamptz.\n")
                    .hasMessageContaining("STRATA-1403: " + HERE + "Note.changed is annotated with @UpdatedAt and is a long. "
                            + "Make it an Instant or an OffsetDateTime, and the column timestamptz.\n")
                    .hasMessageContaining(
                            "STRATA-1404: " + HERE + "Note.seen is annotated with @UpdatedAt and with @Generated, "
                                    + "which say different things about who writes the column. Keep one.\n")
                    .hasMessageContaining("STRATA-1406: " + HERE + "Note.changed and .seen are both annotated with @UpdatedAt. "
                            + "Keep one: a row has one.")
                    .hasMessageContaining("STRATA-1405: " + HERE + "Read.version is annotated with @Version, but a @Projection "
                            + "is never written. Remove @Version, or make the record a @Table."));

    @Table("note")
    record Note(@Id long id, @Version String version, @CreatedAt LocalDateTime made, @UpdatedAt long changed,
            @UpdatedAt @Generated Instant seen) {
    }

    @Projection
    record Read(@Version int version) {
    }

    @Test
    void buildFails() {
        fail("The build must have failed");
    }
}
