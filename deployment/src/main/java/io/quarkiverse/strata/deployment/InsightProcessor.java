package io.quarkiverse.strata.deployment;

import java.util.List;
import java.util.Optional;

import jakarta.enterprise.inject.Default;
import jakarta.inject.Singleton;

import org.jboss.jandex.ClassType;

import io.quarkiverse.strata.execution.AcquireListener;
import io.quarkiverse.strata.execution.StatementListener;
import io.quarkiverse.strata.execution.TransactionListener;
import io.quarkiverse.strata.insight.IndexAdvisor;
import io.quarkiverse.strata.insight.Insight;
import io.quarkiverse.strata.insight.QueryStatistics;
import io.quarkiverse.strata.runtime.AcquireMeters;
import io.quarkiverse.strata.runtime.InsightRecorder;
import io.quarkiverse.strata.runtime.StatementMeters;
import io.quarkiverse.strata.runtime.TransactionMeters;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.arc.deployment.BeanDiscoveryFinishedBuildItem;
import io.quarkus.arc.deployment.SyntheticBeanBuildItem;
import io.quarkus.arc.deployment.SyntheticBeanBuildItem.ExtendedBeanConfigurator;
import io.quarkus.datasource.common.runtime.DataSourceUtil;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.logging.LogCleanupFilterBuildItem;
import io.quarkus.deployment.metrics.MetricsCapabilityBuildItem;
import io.quarkus.deployment.metrics.MetricsFactoryConsumerBuildItem;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.runtime.metrics.MetricsFactory;

/** What hears of statements: statistics, slow queries, advice, and meters where the application has a registry. */
class InsightProcessor {

    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    void beans(List<StrataDataSourceBuildItem> dataSources, InsightRecorder recorder,
            BuildProducer<SyntheticBeanBuildItem> beans) {
        if (dataSources.isEmpty()) {
            return;
        }
        beans.produce(SyntheticBeanBuildItem.configure(Insight.class).addType(QueryStatistics.class)
                .addType(StatementListener.class).scope(Singleton.class).setRuntimeInit().unremovable()
                .createWith(recorder.insight(names(dataSources))).done());
        for (StrataDataSourceBuildItem dataSource : dataSources) {
            ExtendedBeanConfigurator bean = SyntheticBeanBuildItem.configure(IndexAdvisor.class).scope(Singleton.class)
                    .setRuntimeInit().unremovable().addInjectionPoint(ClassType.create(Insight.class))
                    .createWith(recorder.advisor(dataSource.getName()));
            if (DataSourceUtil.isDefault(dataSource.getName())) {
                bean.addQualifier(Default.class);
            } else {
                bean.addQualifier().annotation(ReactiveDataSource.class).addValue("value", dataSource.getName()).done();
            }
            beans.produce(bean.done());
        }
    }

    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    void meters(List<StrataDataSourceBuildItem> dataSources, Optional<MetricsCapabilityBuildItem> metrics,
            BeanDiscoveryFinishedBuildItem discovery, InsightRecorder recorder, BuildProducer<SyntheticBeanBuildItem> beans,
            BuildProducer<MetricsFactoryConsumerBuildItem> consumers) {
        if (dataSources.isEmpty() || metrics.isEmpty()) {
            return;
        }
        beans.produce(SyntheticBeanBuildItem.configure(StatementMeters.class).addType(StatementListener.class)
                .scope(Singleton.class).setRuntimeInit().unremovable().createWith(recorder.meters(names(dataSources))).done());
        beans.produce(SyntheticBeanBuildItem.configure(TransactionMeters.class).addType(TransactionListener.class)
                .scope(Singleton.class).setRuntimeInit().unremovable().createWith(recorder.transactionMeters()).done());
        beans.produce(SyntheticBeanBuildItem.configure(AcquireMeters.class).addType(AcquireListener.class)
                .scope(Singleton.class).setRuntimeInit().unremovable().createWith(recorder.acquireMeters()).done());
        consumers.produce(new MetricsFactoryConsumerBuildItem(recorder.bindMeters(
                names(dataSources).stream().filter(name -> DatabaseProcessor.hasCreator(discovery, name)).toList())));
    }

    /** Buckets are Micrometer's own matter. */
    @BuildStep
    void histogram(List<StrataDataSourceBuildItem> dataSources, Optional<MetricsCapabilityBuildItem> metrics,
            BuildProducer<AdditionalBeanBuildItem> beans) {
        if (!dataSources.isEmpty() && metrics.isPresent() && metrics.get().metricsSupported(MetricsFactory.MICROMETER)) {
            beans.produce(AdditionalBeanBuildItem.builder().setUnremovable()
                    .addBeanClass("io.quarkiverse.strata.runtime.AcquireHistogram").build());
        }
    }

    /** The driver makes meters for each connection anew, under one name: a warning that nobody can act on. */
    @BuildStep
    LogCleanupFilterBuildItem repeatedMeters() {
        return new LogCleanupFilterBuildItem("io.micrometer.core.instrument.MeterRegistry",
                "This Gauge has been already registered (MeterId{name='postgresql.");
    }

    private static List<String> names(List<StrataDataSourceBuildItem> dataSources) {
        return dataSources.stream().map(StrataDataSourceBuildItem::getName).toList();
    }
}
