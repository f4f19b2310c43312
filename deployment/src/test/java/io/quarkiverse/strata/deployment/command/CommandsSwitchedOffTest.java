package io.quarkiverse.strata.deployment.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.strata.deployment.migration.TestServer;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.quarkus.test.QuarkusProdModeTest;

/** Where the application has a {@code db} of its own. */
class CommandsSwitchedOffTest {

    @RegisterExtension
    static final QuarkusProdModeTest APPLICATION = new QuarkusProdModeTest()
            .withApplicationRoot(root -> root.addClasses(OwnMain.class))
            .overrideConfigKey("quarkus.datasource.db-kind", "postgresql")
            .overrideConfigKey("quarkus.strata.command-line.enabled", "false")
            .setRuntimeProperties(Map.of("quarkus.datasource.reactive.url",
                    "postgresql://localhost:" + TestServer.port() + "/postgres"))
            .setCommandLineParameters("db", "status").setRun(true).setExpectExit(true);

    @QuarkusMain
    public static class OwnMain implements QuarkusApplication {
        @Override
        public int run(String... arguments) {
            System.out.println("the application's own " + String.join(" ", arguments));
            return 17;
        }
    }

    @Test
    void theArgumentIsTheApplications() {
        assertThat(APPLICATION.getStartupConsoleOutput()).contains("the application's own db status");
        assertThat(APPLICATION.getExitCode()).isEqualTo(17);
    }
}
