package io.quarkiverse.strata.deployment.migration;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.strata.migration.Migration;
import io.quarkiverse.strata.schema.Schema;
import io.quarkus.test.QuarkusUnitTest;

class MigrationsInACircleFailBuildTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = Builds.failing("STRATA-3202: migrations depend on each other in a circle:"
            + " io.quarkiverse.strata.deployment.migration.MigrationsInACircleFailBuildTest$M1_Users"
            + " -> io.quarkiverse.strata.deployment.migration.MigrationsInACircleFailBuildTest$M2_Orders"
            + " -> io.quarkiverse.strata.deployment.migration.MigrationsInACircleFailBuildTest$M1_Users: remove one of the dependencies",
            Map.of(), M1_Users.class, M2_Orders.class);

    public static class M1_Users implements Migration {
        @Override
        public void up(Schema schema) {
        }

        @Override
        public List<Class<? extends Migration>> dependencies() {
            return List.of(M2_Orders.class);
        }
    }

    public static class M2_Orders implements Migration {
        @Override
        public void up(Schema schema) {
        }

        @Override
        public List<String> dependencyIds() {
            return List.of("1");
        }
    }

    @Test
    void theCircleIsNamed() {
    }
}
