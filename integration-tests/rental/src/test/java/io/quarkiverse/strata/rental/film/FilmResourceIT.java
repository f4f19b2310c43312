package io.quarkiverse.strata.rental.film;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class FilmResourceIT extends FilmResourceTest {
}
