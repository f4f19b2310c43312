package io.quarkiverse.strata.deployment.migration;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.strata.migration.Migration;
import io.quarkiverse.strata.schema.Schema;
import io.quarkus.test.QuarkusUnitTest;

class AbstractMigrationFailsBuildTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = Builds.failing("STRATA-4121: the migration"
            + " io.quarkiverse.strata.deployment.migration.AbstractMigrationFailsBuildTest$M1_Users is abstract and nothing extends"
            + " it: make it concrete or remove it",
            Map.of(), M1_Users.class);

    public abstract static class M1_Users implements Migration {
        @Override
        public void up(Schema schema) {
        }
    }

    @Test
    void itIsNamed() {
    }
}
