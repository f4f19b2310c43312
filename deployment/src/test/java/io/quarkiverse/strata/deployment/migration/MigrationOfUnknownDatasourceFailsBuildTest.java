package io.quarkiverse.strata.deployment.migration;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.strata.migration.Migration;
import io.quarkiverse.strata.schema.Schema;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.test.QuarkusUnitTest;

class MigrationOfUnknownDatasourceFailsBuildTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = Builds.failing("STRATA-4123: the migration"
            + " io.quarkiverse.strata.deployment.migration.MigrationOfUnknownDatasourceFailsBuildTest$M1_Users belongs to datasource"
            + " nowhere, which isn't there: configure quarkus.datasource.\"nowhere\".db-kind=postgresql, or correct"
            + " @ReactiveDataSource on the class",
            Map.of(), M1_Users.class);

    @ReactiveDataSource("nowhere")
    public static class M1_Users implements Migration {
        @Override
        public void up(Schema schema) {
        }
    }

    @Test
    void itIsNamed() {
    }
}
