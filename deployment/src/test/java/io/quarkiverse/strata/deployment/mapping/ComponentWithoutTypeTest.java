package io.quarkiverse.strata.deployment.mapping;

import static org.assertj.core.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.strata.mapping.Table;
import io.quarkus.test.QuarkusUnitTest;

/** A component needs a class that a column can hold. */
class ComponentWithoutTypeTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = MappingApplication.failing(ComponentWithoutTypeTest.class,
            "STRATA-4104: io.quarkiverse.strata.deployment.mapping.ComponentWithoutTypeTest$User.thread is a java.lang.Thread, which no column can hold. Annotate it with @Json to store it as jsonb, with @Embedded when it is a record whose components are columns, or use one of the classes that the documentation of @Table lists.");

    @Table("users")
    record User(long id, Thread thread) {
    }

    @Test
    void buildFails() {
        fail("The build must have failed");
    }
}
