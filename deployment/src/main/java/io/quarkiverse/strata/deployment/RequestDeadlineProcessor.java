package io.quarkiverse.strata.deployment;

import io.quarkiverse.strata.runtime.HttpRecorder;
import io.quarkiverse.strata.runtime.RequestDeadline;
import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.Capability;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.resteasy.reactive.spi.ContainerRequestFilterBuildItem;

/** Has each request of Quarkus REST begin its deadline when it arrives. */
class RequestDeadlineProcessor {

    private static final int FIRST = 0;

    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    void read(Capabilities capabilities, HttpRecorder recorder) {
        if (capabilities.isPresent(Capability.RESTEASY_REACTIVE)) {
            recorder.deadline();
        }
    }

    @BuildStep
    void begin(Capabilities capabilities, BuildProducer<ContainerRequestFilterBuildItem> filters) {
        if (capabilities.isPresent(Capability.RESTEASY_REACTIVE)) {
            filters.produce(new ContainerRequestFilterBuildItem.Builder(RequestDeadline.class.getName()).setPriority(FIRST)
                    .setRegisterAsBean(true).build());
        }
    }
}
