package io.quarkiverse.strata.runtime.devui;

import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

import jakarta.enterprise.inject.Any;

import io.quarkus.arc.Arc;
import io.quarkus.arc.InjectableBean;
import io.quarkus.arc.InstanceHandle;
import io.quarkus.datasource.common.runtime.DataSourceUtil;
import io.quarkus.reactive.datasource.ReactiveDataSource;

/** The beans that exist once for each datasource, by its name. */
final class DataSources {

    /** The default datasource first, then by name. */
    private static final Comparator<String> ORDER = Comparator.comparing((String name) -> !DataSourceUtil.isDefault(name))
            .thenComparing(Comparator.naturalOrder());

    private DataSources() {
    }

    static <T> Map<String, T> all(Class<T> type) {
        Map<String, T> beans = new TreeMap<>(ORDER);
        for (InstanceHandle<T> handle : Arc.container().listAll(type, Any.Literal.INSTANCE)) {
            if (handle.getBean().isActive()) {
                beans.put(name(handle.getBean()), handle.get());
            }
        }
        return beans;
    }

    private static String name(InjectableBean<?> bean) {
        return bean.getQualifiers().stream().filter(ReactiveDataSource.class::isInstance)
                .map(qualifier -> ((ReactiveDataSource) qualifier).value()).findFirst()
                .orElse(DataSourceUtil.DEFAULT_DATASOURCE_NAME);
    }
}
