package io.quarkiverse.strata.deployment.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.strata.deployment.migration.TestServer;
import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.ProdBuildResults;
import io.quarkus.test.ProdModeTestResults;
import io.quarkus.test.QuarkusProdModeTest;

/**
 * What {@code kubectl apply} gets: a Job that migrates, with the database's address and credentials, and pods that wait for it.
 */
class KubernetesJobTest {

    private static final String URL = "postgresql://localhost:" + TestServer.port() + "/shop";

    @RegisterExtension
    static final QuarkusProdModeTest APPLICATION = new QuarkusProdModeTest()
            .withApplicationRoot(
                    root -> root.addAsResource(new StringAsset("CREATE TABLE a (id int)"), "db/migration/V1__a.sql"))
            .setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-kubernetes", Version.getVersion())))
            .setApplicationName("shop").setApplicationVersion("1.0")
            .overrideConfigKey("quarkus.container-image.group", "acme")
            .overrideConfigKey("quarkus.datasource.db-kind", "postgresql")
            .overrideConfigKey("quarkus.strata.migration.migrate-at-start", "true")
            .overrideConfigKey("quarkus.kubernetes.env.secrets", "shop-database")
            .overrideConfigKey("quarkus.kubernetes.env.vars.quarkus-datasource-reactive-url", URL);

    @ProdBuildResults
    private ProdModeTestResults results;

    @Test
    void theJobMigratesWithTheDatabasesCredentials() throws Exception {
        String job = manifest("Job");
        assertThat(job).isEqualToIgnoringNewLines("""
                apiVersion: batch/v1
                kind: Job
                metadata:
                  name: shop-strata-init
                spec:
                  completionMode: NonIndexed
                  template:
                    metadata: {}
                    spec:
                      containers:
                        - env:
                            - name: QUARKUS_DATASOURCE_REACTIVE_URL
                              value: %s
                            - name: QUARKUS_STRATA_COMMAND_LINE_RUN
                              value: migrate
                          envFrom:
                            - secretRef:
                                name: shop-database
                          image: docker.io/acme/shop:1.0
                          name: shop-strata-init
                      restartPolicy: OnFailure
                      serviceAccountName: shop
                """.formatted(URL));

        assertThat(run(environment(job), "db", "create")).isEqualTo("Database shop of datasource <default> was created\n");
        assertThat(run(environment(job))).matches("\\[1/1] migrated 1 A, \\d+ ms\nDatasource <default>: 1 migration run\n");
        assertThat(run(environment(job))).isEqualTo("Datasource <default>: nothing to migrate\n");
    }

    @Test
    void thePodsWaitForTheJobAndDoNotMigrate() throws Exception {
        assertThat(manifest("Deployment")).contains("""
                      initContainers:
                        - args:
                            - job
                            - shop-strata-init
                """).contains("""
                            - name: QUARKUS_STRATA_MIGRATION_MIGRATE_AT_START
                              value: "false"
                """);
    }

    private String manifest(String kind) throws IOException {
        String all = Files.readString(results.getBuildDir().resolve("kubernetes").resolve("kubernetes.yml"));
        return Arrays.stream(all.split("---\n")).filter(one -> one.contains("kind: " + kind + "\n")).findFirst().orElseThrow();
    }

    /** The container's, with what the secret has. */
    private static Map<String, String> environment(String manifest) {
        Map<String, String> variables = new TreeMap<>(Map.of("QUARKUS_DATASOURCE_USERNAME", "postgres",
                "QUARKUS_DATASOURCE_PASSWORD", "postgres"));
        Matcher variable = Pattern.compile("- name: ([A-Z_]+)\n +value: (\\S+)").matcher(manifest);
        while (variable.find()) {
            variables.put(variable.group(1), variable.group(2));
        }
        return variables;
    }

    /** What the image's entry point runs. @return the standard output */
    private String run(Map<String, String> environment, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar",
                        results.getBuiltArtifactPath().toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
