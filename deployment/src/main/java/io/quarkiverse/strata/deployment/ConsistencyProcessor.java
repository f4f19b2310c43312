package io.quarkiverse.strata.deployment;

import java.util.List;

import jakarta.inject.Singleton;

import io.quarkiverse.strata.pool.ConsistencyTokens;
import io.quarkiverse.strata.runtime.ConsistencyFilter;
import io.quarkiverse.strata.runtime.HttpRecorder;
import io.quarkus.arc.deployment.SyntheticBeanBuildItem;
import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.Capability;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.resteasy.reactive.spi.ContainerRequestFilterBuildItem;
import io.quarkus.resteasy.reactive.spi.ContainerResponseFilterBuildItem;

/** Lets clients read on replicas what they wrote in a request before. */
class ConsistencyProcessor {

    private static final int EARLY = 1;

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
        if (capabilities.isPresent(Capability.RESTEASY_REACTIVE)) {
            recorder.consistency();
        }
    }

    @BuildStep
    void filters(List<StrataDataSourceBuildItem> dataSources, Capabilities capabilities,
            BuildProducer<ContainerRequestFilterBuildItem> requests,
            BuildProducer<ContainerResponseFilterBuildItem> responses) {
        if (!dataSources.isEmpty() && capabilities.isPresent(Capability.RESTEASY_REACTIVE)) {
            requests.produce(new ContainerRequestFilterBuildItem.Builder(ConsistencyFilter.class.getName()).setPriority(EARLY)
                    .setRegisterAsBean(true).build());
            responses.produce(new ContainerResponseFilterBuildItem.Builder(ConsistencyFilter.class.getName())
                    .setPriority(EARLY).setRegisterAsBean(false).build());
        }
    }
}
