package io.quarkiverse.strata.deployment.mapping;

import static org.assertj.core.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.strata.mapping.Table;
import io.quarkus.test.QuarkusUnitTest;

/** A table has a name. */
class TableNameEmptyTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = MappingApplication.failing(TableNameEmptyTest.class,
            "STRATA-4107: The name in @Table of io.quarkiverse.strata.deployment.mapping.TableNameEmptyTest$User is empty. Give the table's name.");

    @Table("")
    record User(long id) {
    }

    @Test
    void buildFails() {
        fail("The build must have failed");
    }
}
