package io.quarkiverse.strata.deployment;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.enterprise.inject.spi.DeploymentException;

import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;

import io.quarkus.arc.deployment.ValidationPhaseBuildItem.ValidationErrorBuildItem;
import io.quarkus.datasource.runtime.DataSourcesBuildTimeConfig;
import io.quarkus.deployment.ApplicationArchive;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.ApplicationArchivesBuildItem;

/**
 * Holds the statements of the application against the version of PostgreSQL that {@code quarkus.datasource.db-version} names.
 * With several datasources it is the newest of theirs, since a statement doesn't say where it will run; one without a version
 * may be any.
 */
class ServerVersionProcessor {

    private static final Pattern MAJOR = Pattern.compile("\\s*(\\d+)");

    @BuildStep
    void check(List<StrataDataSourceBuildItem> dataSources, DataSourcesBuildTimeConfig config,
            ApplicationArchivesBuildItem archives, BuildProducer<ValidationErrorBuildItem> errors) {
        int target = dataSources.stream().mapToInt(each -> major(config.dataSources().get(each.getName()).dbVersion()))
                .max().orElse(Integer.MAX_VALUE);
        if (target == Integer.MAX_VALUE) {
            return;
        }
        ServerVersionScanner scanner = new ServerVersionScanner(target);
        for (ApplicationArchive archive : archives.getAllApplicationArchives()) {
            for (ClassInfo type : archive.getIndex().getKnownClasses()) {
                check(type.name(), scanner, errors);
            }
        }
    }

    private static int major(Optional<String> version) {
        Matcher matcher = MAJOR.matcher(version.orElse(""));
        return matcher.lookingAt() ? Integer.parseInt(matcher.group(1)) : Integer.MAX_VALUE;
    }

    private static void check(DotName type, ServerVersionScanner scanner, BuildProducer<ValidationErrorBuildItem> errors) {
        String resource = type.toString().replace('.', '/') + ".class";
        try (InputStream stream = Thread.currentThread().getContextClassLoader().getResourceAsStream(resource)) {
            if (stream != null && !type.toString().startsWith("io.quarkiverse.strata.sql.")
                    && !type.toString().equals("io.quarkiverse.strata.ExplainOptions")) {
                scanner.scan(stream.readAllBytes(), (caller, method, needed) -> errors.produce(
                        new ValidationErrorBuildItem(new DeploymentException("STRATA-1401: " + type + " calls " + method
                                + "(…), and " + needed.clause() + " needs PostgreSQL " + needed.version()
                                + " or newer, while quarkus.datasource.db-version says " + scanner.target()
                                + ". Write the statement without it, or raise db-version."))));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Can't read " + resource, e);
        }
    }
}
