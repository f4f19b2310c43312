package io.quarkiverse.strata.deployment;

import java.util.List;
import java.util.function.Supplier;

import jakarta.enterprise.inject.Default;
import jakarta.inject.Singleton;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.ClassType;
import org.jboss.jandex.DotName;
import org.jboss.jandex.Type;

import io.quarkiverse.strata.Database;
import io.quarkiverse.strata.RequestSettings;
import io.quarkiverse.strata.execution.AcquireListener;
import io.quarkiverse.strata.execution.CommitListener;
import io.quarkiverse.strata.execution.StatementListener;
import io.quarkiverse.strata.execution.TransactionListener;
import io.quarkiverse.strata.pool.DedicatedConnections;
import io.quarkiverse.strata.pool.PoolMonitor;
import io.quarkiverse.strata.pool.PrimaryPool;
import io.quarkiverse.strata.pool.Router;
import io.quarkiverse.strata.runtime.DatabaseRecorder;
import io.quarkus.arc.ActiveResult;
import io.quarkus.arc.deployment.BeanDiscoveryFinishedBuildItem;
import io.quarkus.arc.deployment.SyntheticBeanBuildItem;
import io.quarkus.arc.deployment.SyntheticBeanBuildItem.ExtendedBeanConfigurator;
import io.quarkus.arc.deployment.SyntheticBeansRuntimeInitBuildItem;
import io.quarkus.arc.deployment.UnremovableBeanBuildItem;
import io.quarkus.arc.processor.BeanInfo;
import io.quarkus.datasource.common.runtime.DataSourceUtil;
import io.quarkus.datasource.common.runtime.DatabaseKind;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.Consume;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.builditem.ServiceStartBuildItem;
import io.quarkus.deployment.builditem.ShutdownContextBuildItem;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.reactive.datasource.spi.ReactiveDataSourceBuildItem;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.quarkus.vertx.deployment.VertxBuildItem;
import io.vertx.sqlclient.Pool;

/** The {@code Database} of each reactive PostgreSQL datasource, and the pool behind it. */
class DatabaseProcessor {

    private static final Type CREATOR = ClassType.create(PgPoolCreator.class);
    private static final DotName REACTIVE_DATA_SOURCE = DotName.createSimple(ReactiveDataSource.class);

    @BuildStep
    void postgresqlDataSources(List<ReactiveDataSourceBuildItem> dataSources,
            BuildProducer<StrataDataSourceBuildItem> strataDataSources) {
        for (ReactiveDataSourceBuildItem dataSource : dataSources) {
            if (DatabaseKind.isPostgreSQL(dataSource.getDbKind())) {
                strataDataSources.produce(new StrataDataSourceBuildItem(dataSource.getName()));
            }
        }
    }

    /** A command needs none, and migrations that fail end the start. */
    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    @Consume(SyntheticBeansRuntimeInitBuildItem.class)
    @Consume(CommandLineReadBuildItem.class)
    @Consume(MigrationsAppliedBuildItem.class)
    ServiceStartBuildItem openPools(List<StrataDataSourceBuildItem> dataSources, DatabaseRecorder recorder) {
        dataSources.forEach(dataSource -> recorder.open(dataSource.getName()));
        return new ServiceStartBuildItem("strata-pools");
    }

    /** Looked up, never injected. */
    @BuildStep
    UnremovableBeanBuildItem listeners() {
        return UnremovableBeanBuildItem.beanTypes(StatementListener.class, CommitListener.class, TransactionListener.class,
                AcquireListener.class, RequestSettings.class);
    }

    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    void beans(List<StrataDataSourceBuildItem> dataSources, BeanDiscoveryFinishedBuildItem discovery,
            DatabaseRecorder recorder, VertxBuildItem vertx, ShutdownContextBuildItem shutdown,
            BuildProducer<SyntheticBeanBuildItem> beans) {
        for (StrataDataSourceBuildItem dataSource : dataSources) {
            String name = dataSource.getName();
            recorder.checkSettings(name);
            boolean ownCreator = hasCreator(discovery, name);
            Supplier<ActiveResult> active = recorder.active(name);
            if (!ownCreator) {
                beans.produce(qualified(SyntheticBeanBuildItem.configure(PgPoolCreator.class), name)
                        .createWith(recorder.poolCreator(name)).done());
            }
            beans.produce(qualified(SyntheticBeanBuildItem.configure(PrimaryPool.class), name)
                    .addInjectionPoint(ClassType.create(Pool.class), qualifier(name))
                    .checkActive(active)
                    .createWith(recorder.primaryPool(name, ownCreator, vertx.getVertx())).done());
            beans.produce(qualified(SyntheticBeanBuildItem.configure(DedicatedConnections.class), name)
                    .addInjectionPoint(ClassType.create(PrimaryPool.class), qualifier(name))
                    .checkActive(active)
                    .createWith(recorder.dedicatedConnections(name)).done());
            beans.produce(qualified(SyntheticBeanBuildItem.configure(Router.class), name)
                    .addInjectionPoint(ClassType.create(PrimaryPool.class), qualifier(name))
                    .checkActive(active)
                    .createWith(recorder.router(name, ownCreator, shutdown)).done());
            beans.produce(qualified(SyntheticBeanBuildItem.configure(PoolMonitor.class), name)
                    .addInjectionPoint(ClassType.create(Router.class), qualifier(name))
                    .checkActive(active)
                    .createWith(recorder.poolMonitor(name)).done());
            beans.produce(qualified(SyntheticBeanBuildItem.configure(Database.class), name)
                    .addInjectionPoint(ClassType.create(Router.class), qualifier(name))
                    .checkActive(active)
                    .createWith(recorder.database(name, shutdown)).done());
        }
    }

    private static ExtendedBeanConfigurator qualified(ExtendedBeanConfigurator bean, String dataSource) {
        return bean.scope(Singleton.class).addQualifier(qualifier(dataSource)).unremovable().setRuntimeInit();
    }

    private static AnnotationInstance qualifier(String dataSource) {
        return DataSourceUtil.isDefault(dataSource)
                ? AnnotationInstance.builder(Default.class).build()
                : AnnotationInstance.create(REACTIVE_DATA_SOURCE, null,
                        List.of(AnnotationValue.createStringValue("value", dataSource)));
    }

    /** Whether the application makes the datasource's pool itself. */
    static boolean hasCreator(BeanDiscoveryFinishedBuildItem discovery, String dataSource) {
        return discovery.beanStream().filter(bean -> bean.hasType(CREATOR.name()))
                .stream().anyMatch(bean -> isFor(bean, dataSource));
    }

    private static boolean isFor(BeanInfo bean, String dataSource) {
        AnnotationInstance named = bean.getQualifier(REACTIVE_DATA_SOURCE).orElse(null);
        return DataSourceUtil.isDefault(dataSource) ? named == null
                : named != null && named.value().asString().equals(dataSource);
    }
}
