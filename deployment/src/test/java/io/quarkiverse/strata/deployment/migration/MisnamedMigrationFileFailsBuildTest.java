package io.quarkiverse.strata.deployment.migration;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class MisnamedMigrationFileFailsBuildTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = Builds.failing(
            "STRATA-3201: the name of db/migration/users.sql doesn't begin with an id:"
                    + " call it M20261122_CreateUsers or V12__create_users",
            Map.of("db/migration/users.sql", "SELECT 1"));

    @Test
    void itIsNamed() {
    }
}
