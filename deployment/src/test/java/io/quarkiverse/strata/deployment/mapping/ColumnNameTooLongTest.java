package io.quarkiverse.strata.deployment.mapping;

import static org.assertj.core.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.strata.mapping.Column;
import io.quarkiverse.strata.mapping.Table;
import io.quarkus.test.QuarkusUnitTest;

/** PostgreSQL cuts names at 63 bytes. */
class ColumnNameTooLongTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = MappingApplication.failing(ColumnNameTooLongTest.class,
            "STRATA-4107: The column's name aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa of io.quarkiverse.strata.deployment.mapping.ColumnNameTooLongTest$User.name is longer than 63 bytes, to which PostgreSQL cuts names. Give the name that the catalog has with @Column(name = …).");

    @Table("users")
    record User(long id, @Column(name = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa") String name) {
    }

    @Test
    void buildFails() {
        fail("The build must have failed");
    }
}
