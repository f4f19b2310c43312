package io.quarkiverse.strata.deployment.migration;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.strata.migration.Migration;
import io.quarkiverse.strata.schema.Schema;
import io.quarkus.test.QuarkusUnitTest;

class MigrationsWithTheSameIdFailBuildTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = Builds.failing(
            "STRATA-3202: db/migration/V7__users.sql and"
                    + " io.quarkiverse.strata.deployment.migration.MigrationsWithTheSameIdFailBuildTest$M7_Users both have the id 7:"
                    + " give one of them another",
            Map.of("db/migration/V7__users.sql", "SELECT 1"), M7_Users.class);

    public static class M7_Users implements Migration {
        @Override
        public void up(Schema schema) {
            schema.createTable("users", table -> table.id());
        }
    }

    @Test
    void bothAreNamed() {
    }
}
