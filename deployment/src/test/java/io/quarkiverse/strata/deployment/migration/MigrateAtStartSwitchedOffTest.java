package io.quarkiverse.strata.deployment.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.strata.migration.MigrationStatus;
import io.quarkiverse.strata.migration.Migrations;
import io.quarkus.test.QuarkusUnitTest;

class MigrateAtStartSwitchedOffTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = Builds
            .application(Map.of("db/migration/V1__a.sql", "CREATE TABLE a (id int)"))
            .overrideRuntimeConfigKey("quarkus.strata.migration.migrate-at-start", "false");

    @Inject
    Migrations migrations;

    @Test
    void nothingRunsUntilAsked() {
        assertThat(migrations.status().await().atMost(Duration.ofSeconds(10))).extracting(MigrationStatus::state)
                .containsExactly(MigrationStatus.State.PENDING);
        assertThat(migrations.migrate().await().atMost(Duration.ofSeconds(10)).migrations()).hasSize(1);
    }
}
