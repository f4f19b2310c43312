package io.quarkiverse.strata.deployment;

import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.deployment.IsTest;
import io.quarkus.deployment.annotations.BuildStep;

/** What the package for tests needs inside the application. */
class TestingProcessor {

    @BuildStep(onlyIf = IsTest.class)
    AdditionalBeanBuildItem statementRecorder() {
        return AdditionalBeanBuildItem.unremovableOf("io.quarkiverse.strata.testing.StatementRecorder");
    }
}
