package io.quarkiverse.strata.deployment.devservices;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What a dev service for one datasource is started with.
 *
 * @param database the database to create
 * @param user its owner, a superuser as in the container images
 * @param port where to listen, any free port when empty
 * @param standbys what follows it
 * @param timeout how long each step of the start may take
 */
record PostgresSettings(PostgresPrograms programs, String database, String user, String password, OptionalInt port,
        Standbys standbys, Duration timeout) {

    /** What makes a running server another one: as long as it is equal, live reloads keep the server and its rows. */
    Map<String, String> identity() {
        return Map.of("programs", programs.archive().toString(), "database", database, "user", user, "password", password,
                "port", port.isPresent() ? Integer.toString(port.getAsInt()) : "any", "standbys", standbys.identity());
    }
}
