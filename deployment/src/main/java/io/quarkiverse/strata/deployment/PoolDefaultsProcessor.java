package io.quarkiverse.strata.deployment;

import java.util.List;

import io.quarkus.datasource.common.runtime.DataSourceUtil;
import io.quarkus.datasource.common.runtime.DatabaseKind;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.RunTimeConfigurationDefaultBuildItem;
import io.quarkus.reactive.datasource.spi.ReactiveDataSourceBuildItem;

/** Defaults of Quarkus's own properties that are others with Strata. */
class PoolDefaultsProcessor {

    private static final String MAX_SIZE = "10";

    @BuildStep
    void poolSize(List<ReactiveDataSourceBuildItem> dataSources,
            BuildProducer<RunTimeConfigurationDefaultBuildItem> defaults) {
        for (ReactiveDataSourceBuildItem dataSource : dataSources) {
            if (dataSource.getDbKind().equals(DatabaseKind.POSTGRESQL)) {
                DataSourceUtil.dataSourcePropertyKeys(dataSource.getName(), "reactive.max-size")
                        .forEach(key -> defaults.produce(new RunTimeConfigurationDefaultBuildItem(key, MAX_SIZE)));
            }
        }
    }
}
