package io.quarkiverse.strata.runtime;

import jakarta.enterprise.inject.spi.Bean;

import io.quarkus.datasource.common.runtime.DataSourceUtil;
import io.quarkus.reactive.datasource.ReactiveDataSource;

/** Which datasource a bean belongs to. */
final class DataSourceBeans {

    private DataSourceBeans() {
    }

    /** The name in its qualifier, the default datasource's without one. */
    static String name(Bean<?> bean) {
        return bean.getQualifiers().stream().filter(ReactiveDataSource.class::isInstance).findFirst()
                .map(qualifier -> ((ReactiveDataSource) qualifier).value()).orElse(DataSourceUtil.DEFAULT_DATASOURCE_NAME);
    }
}
