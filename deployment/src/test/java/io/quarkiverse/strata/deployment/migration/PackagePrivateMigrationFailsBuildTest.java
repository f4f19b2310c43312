package io.quarkiverse.strata.deployment.migration;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.strata.migration.Migration;
import io.quarkiverse.strata.schema.Schema;
import io.quarkus.test.QuarkusUnitTest;

class PackagePrivateMigrationFailsBuildTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = Builds.failing("STRATA-4121: the migration"
            + " io.quarkiverse.strata.deployment.migration.PackagePrivateMigrationFailsBuildTest$M1_Users isn't public: make it"
            + " public",
            Map.of(), M1_Users.class);

    static class M1_Users implements Migration {
        @Override
        public void up(Schema schema) {
        }
    }

    @Test
    void itIsNamed() {
    }
}
