package io.quarkiverse.strata.deployment.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.strata.runtime.CommandRecorder;
import io.quarkus.dev.console.DevConsoleManager;
import io.quarkus.test.QuarkusDevModeTest;

/** What the console's command calls in an application that runs in dev mode. */
class CommandsInTheDevConsoleTest {

    @RegisterExtension
    static final QuarkusDevModeTest APPLICATION = new QuarkusDevModeTest().withApplicationRoot(root -> root
            .addAsResource(new StringAsset("CREATE TABLE a (id int)"), "db/migration/V1__a.sql")
            .addAsResource(new StringAsset("DROP TABLE a"), "db/migration/V1__a.down.sql")
            .addAsResource(new StringAsset("quarkus.datasource.db-kind=postgresql"), "application.properties"));

    @Test
    void runInTheApplicationAndAskNobody() {
        assertThat(db("status")).endsWith("1 migration, 1 applied, 0 pending\n");
        assertThat(db("rollback")).endsWith(
                "STRATA-3402: nobody is there to confirm it: nothing was done. Add --yes\n");
        assertThat(db("rollback", "--yes")).endsWith("Datasource <default>: 1 migration rolled back\n");
        assertThat(db("mark", "--json")).startsWith("{\"command\":\"mark\",\"exitCode\":0,\"dataSource\":\"<default>\"");
    }

    private static String db(String... arguments) {
        return DevConsoleManager.invoke(CommandRecorder.DEV_CONSOLE,
                Map.of("arguments", String.join(CommandRecorder.SEPARATOR, arguments)));
    }
}
