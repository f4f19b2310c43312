package io.quarkiverse.strata.deployment;

import java.util.List;

import jakarta.inject.Singleton;

import io.quarkiverse.strata.pool.ConsistencyTokens;
import io.quarkiverse.strata.runtime.HttpRecorder;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.arc.deployment.SyntheticBeanBuildItem;
import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.Capability;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;

/** Lets clients read on replicas what they wrote in a request before. */
class ConsistencyProcessor {

    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    void tokens(List<StrataDataSourceBuildItem> dataSources, Capabilities capabilities, HttpRecorder recorder,
            BuildProducer<SyntheticBeanBuildItem> beans) {
        if (dataSources.isEmpty()) {
            return;
        }
        beans.produce(SyntheticBeanBuildItem.configure(ConsistencyTokens.class).scope(Singleton.class).setRuntimeInit()
                .unremovable().supplier(recorder.tokens(dataSources.stream().map(StrataDataSourceBuildItem::getName).toList()))
                .done());
        if (capabilities.isPresent(Capability.VERTX_HTTP)) {
            recorder.consistency();
        }
    }

    @BuildStep
    void filter(List<StrataDataSourceBuildItem> dataSources, Capabilities capabilities,
            BuildProducer<AdditionalBeanBuildItem> beans) {
        if (!dataSources.isEmpty() && capabilities.isPresent(Capability.VERTX_HTTP)) {
            beans.produce(AdditionalBeanBuildItem.builder().setUnremovable()
                    .addBeanClass("io.quarkiverse.strata.runtime.ConsistencyFilter").build());
        }
    }
}
