package io.quarkiverse.strata.deployment;

import java.util.List;

import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.Capability;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.RunTimeConfigurationDefaultBuildItem;

/** Spans of statements, where the application has OpenTelemetry; the driver's tell less of the same. */
class TracingProcessor {

    @BuildStep
    void spans(Capabilities capabilities, List<StrataDataSourceBuildItem> dataSources,
            BuildProducer<AdditionalBeanBuildItem> beans, BuildProducer<RunTimeConfigurationDefaultBuildItem> defaults) {
        if (dataSources.isEmpty() || capabilities.isMissing(Capability.OPENTELEMETRY_TRACER)) {
            return;
        }
        beans.produce(AdditionalBeanBuildItem.builder().setUnremovable()
                .addBeanClass("io.quarkiverse.strata.runtime.StatementSpans").build());
        defaults.produce(new RunTimeConfigurationDefaultBuildItem("quarkus.otel.instrument.vertx-sql-client", "false"));
    }
}
