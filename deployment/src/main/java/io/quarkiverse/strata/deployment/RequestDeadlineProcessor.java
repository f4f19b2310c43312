package io.quarkiverse.strata.deployment;

import io.quarkiverse.strata.runtime.RequestDeadline;
import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.Capability;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.resteasy.reactive.spi.ContainerRequestFilterBuildItem;

/** Has each request of Quarkus REST begin its deadline when it arrives. */
class RequestDeadlineProcessor {

    private static final int FIRST = 0;

    @BuildStep
    void begin(Capabilities capabilities, BuildProducer<ContainerRequestFilterBuildItem> filters) {
        if (capabilities.isPresent(Capability.RESTEASY_REACTIVE)) {
            filters.produce(new ContainerRequestFilterBuildItem.Builder(RequestDeadline.class.getName()).setPreMatching(true)
                    .setNonBlockingRequired(true).setPriority(FIRST).setRegisterAsBean(true).build());
        }
    }
}
