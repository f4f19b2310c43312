package io.quarkiverse.strata.seeding;

import java.time.Instant;

/**
 * A seeder and what its database remembers of it.
 *
 * @param seeder the name of its class
 * @param id the name under which the database remembers it
 * @param dataSource the datasource that it seeds
 * @param runsHere whether it runs in the present environment
 * @param seededAt when it ran, null if it never did in this database
 */
public record SeederStatus(String seeder, String id, String dataSource, boolean runsHere, Instant seededAt) {
}
