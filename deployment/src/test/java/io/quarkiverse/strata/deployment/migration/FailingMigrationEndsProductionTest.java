package io.quarkiverse.strata.deployment.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusProdModeTest;

class FailingMigrationEndsProductionTest {

    @RegisterExtension
    static final QuarkusProdModeTest APPLICATION = new QuarkusProdModeTest().withApplicationRoot(root -> {
        root.addAsResource(new StringAsset("CREATE TABLE a (id int);\nUPDATE nowhere SET id = 1"),
                "db/migration/V1__a.sql");
    }).overrideConfigKey("quarkus.datasource.db-kind", "postgresql")
            .setRuntimeProperties(Map.of("quarkus.datasource.reactive.url",
                    "postgresql://localhost:" + TestServer.port() + "/postgres", "quarkus.datasource.username", "postgres",
                    "quarkus.datasource.password", "postgres", "quarkus.strata.migration.migrate-at-start", "true"))
            .setRun(true).setExpectExit(true);

    @Test
    void theProcessEndsWithTheMessage() {
        assertThat(APPLICATION.getStartupConsoleOutput()).contains("STRATA-3210: migration 1 A (db/migration/V1__a.sql) of"
                + " datasource <default> failed at statement 2 of 2: relation \"nowhere\" does not exist (42P01)");
        assertThat(APPLICATION.getExitCode()).isEqualTo(1);
    }
}
