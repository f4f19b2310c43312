package io.quarkiverse.strata.deployment.mapping;

import static org.assertj.core.api.Assertions.fail;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.strata.mapping.Projection;
import io.quarkus.test.QuarkusUnitTest;

/** Lists of lists are arrays of two dimensions, of what a column can hold. */
class NestedListTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = MappingApplication.failing(NestedListTest.class,
            "STRATA-4104: io.quarkiverse.strata.deployment.mapping.NestedListTest$Grid.cells is a java.util.List<java.util.List<java.lang.Thread>>, which no column can hold. Annotate it with @Json to store it as jsonb, with @Embedded when it is a record whose components are columns, or use one of the classes that the documentation of @Table lists.");

    @Projection
    record Grid(List<List<Thread>> cells) {
    }

    @Test
    void buildFails() {
        fail("The build must have failed");
    }
}
