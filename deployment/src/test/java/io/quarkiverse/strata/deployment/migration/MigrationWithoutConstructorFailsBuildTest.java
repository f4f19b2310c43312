package io.quarkiverse.strata.deployment.migration;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.strata.migration.Migration;
import io.quarkiverse.strata.schema.Schema;
import io.quarkus.test.QuarkusUnitTest;

class MigrationWithoutConstructorFailsBuildTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = Builds.failing("STRATA-4121: the migration"
            + " io.quarkiverse.strata.deployment.migration.MigrationWithoutConstructorFailsBuildTest$M1_Users has no public"
            + " constructor without parameters: give it one; a migration is no bean and nothing is injected into it",
            Map.of(), M1_Users.class);

    public static class M1_Users implements Migration {
        private final String table;

        public M1_Users(String table) {
            this.table = table;
        }

        @Override
        public void up(Schema schema) {
            schema.createTable(table, t -> t.id());
        }
    }

    @Test
    void itIsNamed() {
    }
}
