package io.quarkiverse.strata.deployment;

import jakarta.inject.Singleton;

import io.quarkiverse.strata.runtime.CacheRecorder;
import io.quarkiverse.strata.runtime.Caches;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.arc.deployment.SyntheticBeanBuildItem;
import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.Capability;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.builditem.nativeimage.ReflectiveClassBuildItem;
import io.quarkus.vertx.deployment.VertxBuildItem;

/** The cache of results. It is switched on when the application runs; what is built here is whether it can have Redis. */
class CacheProcessor {

    /** Asks for the application's default Redis client by its injection point. */
    private static final String REDIS = "io.quarkiverse.strata.runtime.CacheRedis";

    @BuildStep
    void redis(Capabilities capabilities, BuildProducer<AdditionalBeanBuildItem> beans) {
        if (capabilities.isPresent(Capability.REDIS_CLIENT)) {
            beans.produce(AdditionalBeanBuildItem.unremovableOf(REDIS));
        }
    }

    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    SyntheticBeanBuildItem caches(Capabilities capabilities, CacheRecorder recorder, VertxBuildItem vertx) {
        return SyntheticBeanBuildItem.configure(Caches.class).scope(Singleton.class).unremovable().setRuntimeInit()
                .createWith(capabilities.isPresent(Capability.REDIS_CLIENT) ? recorder.withRedis(vertx.getVertx())
                        : recorder.local(vertx.getVertx()))
                .done();
    }

    /** Caffeine picks its classes by name: these are those of a cache of limited weight. */
    @BuildStep
    ReflectiveClassBuildItem caffeine() {
        return ReflectiveClassBuildItem.builder("com.github.benmanes.caffeine.cache.SSMW",
                "com.github.benmanes.caffeine.cache.PSMW").constructors().fields().methods().build();
    }
}
