package io.quarkiverse.strata.deployment.migration;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class MigrationOnUnknownOneFailsBuildTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = Builds.failing(
            "STRATA-3202: db/migration/V2__orders.sql depends on 1, which is no"
                    + " migration of its datasource: remove the dependency or correct the id",
            Map.of("db/migration/V2__orders.sql", "-- strata: depends=1\nSELECT 1"));

    @Test
    void itIsNamed() {
    }
}
