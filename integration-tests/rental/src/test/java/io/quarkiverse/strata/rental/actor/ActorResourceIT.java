package io.quarkiverse.strata.rental.actor;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class ActorResourceIT extends ActorResourceTest {
}
