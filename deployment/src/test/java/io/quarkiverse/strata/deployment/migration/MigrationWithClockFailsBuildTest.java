package io.quarkiverse.strata.deployment.migration;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.strata.migration.Migration;
import io.quarkiverse.strata.schema.Schema;
import io.quarkus.test.QuarkusUnitTest;

class MigrationWithClockFailsBuildTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = Builds.failing(
            "STRATA-3216: io.quarkiverse.strata.deployment.migration.MigrationWithClockFailsBuildTest$M1_Users.up() doesn't"
                    + " record the same twice: take the clock, chance, the environment and static state out of it; now() in SQL is"
                    + " allowed",
            Map.of(), M1_Users.class);

    public static class M1_Users implements Migration {
        @Override
        public void up(Schema schema) {
            schema.sql("SELECT '" + System.nanoTime() + "'");
        }
    }

    @Test
    void itIsNamed() {
    }
}
