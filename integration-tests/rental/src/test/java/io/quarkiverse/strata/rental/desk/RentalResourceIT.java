package io.quarkiverse.strata.rental.desk;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class RentalResourceIT extends RentalResourceTest {
}
