package io.quarkiverse.strata.deployment.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import java.util.function.Consumer;

import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.builder.BuildChainBuilder;
import io.quarkus.builder.BuildContext;
import io.quarkus.builder.BuildStep;
import io.quarkus.deployment.builditem.GeneratedResourceBuildItem;
import io.quarkus.deployment.builditem.InitTaskBuildItem;
import io.quarkus.test.QuarkusUnitTest;

/** What quarkus-kubernetes makes a Job and an init container of. */
class InitTaskTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest().withApplicationRoot(root -> {
        root.addAsResource(new StringAsset("CREATE TABLE a (id int)"), "db/migration/V1__a.sql");
        root.addAsResource(new StringAsset("CREATE TABLE b (id int)"), "db/migration-old-reports/V1__b.sql");
    }).overrideConfigKey("quarkus.application.name", "shop").overrideConfigKey("quarkus.datasource.db-kind", "postgresql")
            .overrideConfigKey("quarkus.datasource.\"old-reports\".db-kind", "postgresql")
            .overrideRuntimeConfigKey("quarkus.strata.\"old-reports\".migration.history-table", "old_history")
            .addBuildChainCustomizer(new Consumer<BuildChainBuilder>() {
                @Override
                public void accept(BuildChainBuilder chain) {
                    chain.addBuildStep(new BuildStep() {
                        @Override
                        public void execute(BuildContext context) {
                            StringBuilder text = new StringBuilder();
                            for (InitTaskBuildItem task : context.consumeMulti(InitTaskBuildItem.class)) {
                                text.append(task.getName()).append("\ntask: ").append(new TreeMap<>(task.getTaskEnvVars()))
                                        .append("\napplication: ").append(new TreeMap<>(task.getAppEnvVars()))
                                        .append("\ncommand: ").append(task.getCommand()).append(task.getArguments())
                                        .append("\nshared: ").append(task.isSharedEnvironment()).append('\n');
                            }
                            context.produce(new GeneratedResourceBuildItem("init-tasks.txt",
                                    text.toString().getBytes(StandardCharsets.UTF_8)));
                        }
                    }).consumes(InitTaskBuildItem.class).produces(GeneratedResourceBuildItem.class).build();
                }
            });

    @Test
    void aJobMigratesAndTheApplicationDoesNot() throws Exception {
        try (InputStream tasks = Thread.currentThread().getContextClassLoader().getResourceAsStream("init-tasks.txt")) {
            assertThat(new String(tasks.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("""
                    shop-strata-init
                    task: {QUARKUS_STRATA_COMMAND_LINE_RUN=migrate}
                    application: {QUARKUS_STRATA_MIGRATION_MIGRATE_AT_START=false, \
                    QUARKUS_STRATA__OLD_REPORTS__MIGRATION_MIGRATE_AT_START=false}
                    command: [][]
                    shared: true
                    """);
        }
    }
}
