package io.quarkiverse.strata.deployment.mapping;

import static org.assertj.core.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.strata.mapping.Table;
import io.quarkus.test.QuarkusUnitTest;

/** PostgreSQL cuts names at 63 bytes, of which an umlaut takes two. */
class TableNameTooLongTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = MappingApplication.failing(TableNameTooLongTest.class,
            "STRATA-4107: The table's name üüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüü of io.quarkiverse.strata.deployment.mapping.TableNameTooLongTest$User is longer than 63 bytes, to which PostgreSQL cuts names. Give the name that the catalog has.");

    @Table("üüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüü")
    record User(long id) {
    }

    @Test
    void buildFails() {
        fail("The build must have failed");
    }
}
