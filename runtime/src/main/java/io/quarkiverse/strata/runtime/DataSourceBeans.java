package io.quarkiverse.strata.runtime;

import static io.quarkus.reactive.datasource.runtime.ReactiveDataSourceUtil.qualifier;

import jakarta.enterprise.inject.spi.Bean;

import io.quarkiverse.strata.pool.PrimaryPool;
import io.quarkus.arc.Arc;
import io.quarkus.arc.InjectableInstance;
import io.quarkus.datasource.common.runtime.DataSourceUtil;
import io.quarkus.reactive.datasource.ReactiveDataSource;

/** Which datasource a bean belongs to, and which datasources have beans. */
final class DataSourceBeans {

    private DataSourceBeans() {
    }

    /** The name in its qualifier, the default datasource's without one. */
    static String name(Bean<?> bean) {
        return bean.getQualifiers().stream().filter(ReactiveDataSource.class::isInstance).findFirst()
                .map(qualifier -> ((ReactiveDataSource) qualifier).value()).orElse(DataSourceUtil.DEFAULT_DATASOURCE_NAME);
    }

    /** Whether its beans can be had; asking makes none. */
    static boolean isActive(String dataSource) {
        InjectableInstance<PrimaryPool> pool = Arc.container().select(PrimaryPool.class, qualifier(dataSource));
        return pool.isResolvable() && pool.getHandle().getBean().isActive();
    }
}
