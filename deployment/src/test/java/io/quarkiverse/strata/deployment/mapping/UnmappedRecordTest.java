package io.quarkiverse.strata.deployment.mapping;

import static org.assertj.core.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.strata.Queries;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;

/** A record that is used as one must be annotated. */
class UnmappedRecordTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = MappingApplication.failing(UnmappedRecordTest.class,
            "STRATA-4108: io.quarkiverse.strata.deployment.mapping.UnmappedRecordTest$Users uses the record io.quarkiverse.strata.deployment.mapping.UnmappedRecordTest$User in find(…), but it is not mapped. Annotate io.quarkiverse.strata.deployment.mapping.UnmappedRecordTest$User with @Table(\"name\") when it stands for a table, or with @Projection when it only receives results.");

    record User(long id) {
    }

    static final class Users {

        Uni<User> byId(Queries db, Object id) {
            return db.find(User.class, id == null ? Class.class : id);
        }
    }

    @Test
    void buildFails() {
        fail("The build must have failed");
    }
}
