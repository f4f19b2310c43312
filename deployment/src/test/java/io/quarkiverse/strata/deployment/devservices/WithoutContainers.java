package io.quarkiverse.strata.deployment.devservices;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.condition.DisabledIf;

import io.quarkus.deployment.IsDockerWorking;

/** For a test of what happens on a machine without a container runtime. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@DisabledIf(value = "io.quarkiverse.strata.deployment.devservices.WithoutContainers$Runtime#isThere", disabledReason = "a container runtime is there, so dev services use that instead of processes")
@interface WithoutContainers {

    /** What dev services look for too. */
    final class Runtime {

        private Runtime() {
        }

        static boolean isThere() {
            return new IsDockerWorking(true).getAsBoolean();
        }
    }
}
