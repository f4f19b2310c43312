package io.quarkiverse.strata.deployment.migration;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class DownFileWithoutMigrationFailsBuildTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = Builds.failing(
            "STRATA-3202: db/migration/V1__a.down.sql undoes db/migration/V1__a.sql, which isn't there: rename or remove it",
            Map.of("db/migration/V1__a.down.sql", "SELECT 1"));

    @Test
    void itIsNamed() {
    }
}
