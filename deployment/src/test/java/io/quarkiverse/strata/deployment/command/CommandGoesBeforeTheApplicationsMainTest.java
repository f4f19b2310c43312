package io.quarkiverse.strata.deployment.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.strata.deployment.migration.TestServer;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.quarkus.test.QuarkusProdModeTest;

/** An application that has a main of its own runs commands as any other. */
class CommandGoesBeforeTheApplicationsMainTest {

    @RegisterExtension
    static final QuarkusProdModeTest APPLICATION = new QuarkusProdModeTest()
            .withApplicationRoot(root -> root.addClasses(OwnMain.class)
                    .addAsResource(new StringAsset("CREATE TABLE a (id int)"), "db/migration/V1__a.sql"))
            .overrideConfigKey("quarkus.datasource.db-kind", "postgresql")
            .setRuntimeProperties(Map.of("quarkus.datasource.reactive.url",
                    "postgresql://localhost:" + TestServer.port() + "/postgres", "quarkus.datasource.username", "postgres",
                    "quarkus.datasource.password", "postgres", "quarkus.strata.migration.migrate-at-start", "true",
                    "quarkus.strata.migration.history-table", "own_main_history"))
            .setCommandLineParameters("db", "status", "--exit-code").setRun(true).setExpectExit(true);

    @QuarkusMain
    public static class OwnMain implements QuarkusApplication {
        @Override
        public int run(String... arguments) {
            System.out.println("the application runs");
            return 17;
        }
    }

    @Test
    void theCommandRunsAndTheApplicationDoesNot() {
        assertThat(APPLICATION.getStartupConsoleOutput()).endsWith("""
                Datasource <default>, database postgres, not marked
                State    Id  Description  Batch  Executed at  Took  By
                PENDING  1   A
                1 migration, 0 applied, 1 pending
                """).doesNotContain("the application runs", "started in");
        assertThat(APPLICATION.getExitCode()).isEqualTo(3);
    }
}
