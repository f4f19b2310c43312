package io.quarkiverse.strata.rental.operation;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class HealthAndMetricsIT extends HealthAndMetricsTest {
}
