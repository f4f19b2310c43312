package io.quarkiverse.strata.rental.store;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class StoreResourceIT extends StoreResourceTest {
}
