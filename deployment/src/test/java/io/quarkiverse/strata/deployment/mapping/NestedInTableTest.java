package io.quarkiverse.strata.deployment.mapping;

import static org.assertj.core.api.Assertions.fail;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.strata.mapping.Table;
import io.quarkus.test.QuarkusUnitTest;

/** A table has no column for the rows of another. */
class NestedInTableTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = MappingApplication.failing(NestedInTableTest.class,
            "STRATA-1410: io.quarkiverse.strata.deployment.mapping.NestedInTableTest$Film.actors holds rows of io.quarkiverse.strata.deployment.mapping.NestedInTableTest$Actor, for which no table has a column. Move it to a @Projection, which a query with many(…) or one(…) fills, or annotate it with @Json to store it as jsonb.");

    @Table("actor")
    record Actor(long id) {
    }

    @Table("film")
    record Film(long id, List<Actor> actors) {
    }

    @Test
    void buildFails() {
        fail("The build must have failed");
    }
}
