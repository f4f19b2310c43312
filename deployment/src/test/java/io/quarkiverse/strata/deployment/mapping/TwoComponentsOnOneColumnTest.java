package io.quarkiverse.strata.deployment.mapping;

import static org.assertj.core.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.strata.mapping.Column;
import io.quarkiverse.strata.mapping.Embedded;
import io.quarkiverse.strata.mapping.Table;
import io.quarkus.test.QuarkusUnitTest;

/** A column belongs to one component. */
class TwoComponentsOnOneColumnTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = MappingApplication.failing(TwoComponentsOnOneColumnTest.class,
            "STRATA-4105: io.quarkiverse.strata.deployment.mapping.TwoComponentsOnOneColumnTest$User.home.city and .city are mapped to the same column \"home_city\". Name one of them with @Column(name = …), or give an @Embedded another prefix.");

    record Address(String city) {
    }

    @Table("users")
    record User(long id, @Embedded Address home, @Column(name = "home_city") String city) {
    }

    @Test
    void buildFails() {
        fail("The build must have failed");
    }
}
