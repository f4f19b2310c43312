package io.quarkiverse.strata.seeding;

import java.time.Duration;

/**
 * What became of one seeder in one run.
 *
 * @param seeder the name of its class
 * @param dataSource the datasource that it seeds
 * @param ran false when the database had been seeded by it before, or by another instance in the meantime
 * @param duration how long its transaction took, zero when it didn't run
 */
public record SeederRun(String seeder, String dataSource, boolean ran, Duration duration) {
}
