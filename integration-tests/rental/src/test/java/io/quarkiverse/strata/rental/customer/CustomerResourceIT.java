package io.quarkiverse.strata.rental.customer;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class CustomerResourceIT extends CustomerResourceTest {
}
