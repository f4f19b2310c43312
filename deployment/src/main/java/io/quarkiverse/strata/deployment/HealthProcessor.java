package io.quarkiverse.strata.deployment;

import java.util.List;

import io.quarkus.arc.deployment.ExcludedTypeBuildItem;
import io.quarkus.datasource.runtime.DataSourcesBuildTimeConfig;
import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.Capability;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.smallrye.health.deployment.spi.HealthBuildItem;

/** Health checks, where the application has SmallRye Health. */
class HealthProcessor {

    private static final String QUARKUS_CHECK = "io.quarkus.reactive.pg.client.runtime.health.ReactivePgDataSourcesHealthCheck";

    /** Ours serves the same datasources, all reactive PostgreSQL ones, so Quarkus's own goes. */
    @BuildStep
    void checks(Capabilities capabilities, List<StrataDataSourceBuildItem> dataSources, DataSourcesBuildTimeConfig config,
            BuildProducer<HealthBuildItem> checks, BuildProducer<ExcludedTypeBuildItem> excluded) {
        if (dataSources.isEmpty() || capabilities.isMissing(Capability.SMALLRYE_HEALTH)) {
            return;
        }
        checks.produce(new HealthBuildItem("io.quarkiverse.strata.runtime.DatabaseReadinessCheck", config.healthEnabled()));
        checks.produce(new HealthBuildItem("io.quarkiverse.strata.runtime.MigratedStartupCheck", config.healthEnabled()));
        excluded.produce(new ExcludedTypeBuildItem(QUARKUS_CHECK));
    }
}
