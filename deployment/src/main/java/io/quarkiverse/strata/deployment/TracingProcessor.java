package io.quarkiverse.strata.deployment;

import java.util.List;

import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.datasource.common.runtime.DatabaseKind;
import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.Capability;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.RunTimeConfigurationDefaultBuildItem;
import io.quarkus.reactive.datasource.spi.ReactiveDataSourceBuildItem;

/** Spans of statements, where the application has OpenTelemetry; the driver's tell less of the same. */
class TracingProcessor {

    @BuildStep
    void spans(Capabilities capabilities, List<StrataDataSourceBuildItem> dataSources,
            List<ReactiveDataSourceBuildItem> reactive, BuildProducer<AdditionalBeanBuildItem> beans,
            BuildProducer<RunTimeConfigurationDefaultBuildItem> defaults) {
        if (dataSources.isEmpty() || capabilities.isMissing(Capability.OPENTELEMETRY_TRACER)) {
            return;
        }
        beans.produce(AdditionalBeanBuildItem.builder().setUnremovable()
                .addBeanClass("io.quarkiverse.strata.runtime.StatementSpans").build());
        // others whose statements Strata doesn't see would lose theirs
        if (reactive.stream().allMatch(pool -> pool.getDbKind().equals(DatabaseKind.POSTGRESQL))
                && capabilities.isMissing(Capability.HIBERNATE_REACTIVE)) {
            defaults.produce(new RunTimeConfigurationDefaultBuildItem("quarkus.otel.instrument.vertx-sql-client", "false"));
        }
    }
}
