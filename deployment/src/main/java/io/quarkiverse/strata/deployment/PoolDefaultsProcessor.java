package io.quarkiverse.strata.deployment;

import java.util.List;
import java.util.Map;

import io.quarkus.datasource.common.runtime.DataSourceUtil;
import io.quarkus.datasource.common.runtime.DatabaseKind;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.RunTimeConfigurationDefaultBuildItem;
import io.quarkus.reactive.datasource.spi.ReactiveDataSourceBuildItem;

/** Defaults of Quarkus's own properties that are others with Strata. */
class PoolDefaultsProcessor {

    private static final Map<String, String> DEFAULTS = Map.of("reactive.max-size", "10",
            "reactive.idle-timeout", "10m", "reactive.max-lifetime", "30m");

    @BuildStep
    void poolDefaults(List<ReactiveDataSourceBuildItem> dataSources,
            BuildProducer<RunTimeConfigurationDefaultBuildItem> defaults) {
        for (ReactiveDataSourceBuildItem dataSource : dataSources) {
            if (dataSource.getDbKind().equals(DatabaseKind.POSTGRESQL)) {
                DEFAULTS.forEach((property, value) -> DataSourceUtil.dataSourcePropertyKeys(dataSource.getName(), property)
                        .forEach(key -> defaults.produce(new RunTimeConfigurationDefaultBuildItem(key, value))));
            }
        }
    }
}
