package io.quarkiverse.strata.seeding;

import java.util.Set;

/**
 * What is known of a seeder when the application is built.
 *
 * @param seeder the name of its class
 * @param id the name under which databases remember it
 * @param dataSource the datasource that it seeds
 * @param dependencies the names of the classes of the seeders before it
 * @param environments where it runs
 */
public record SeederDefinition(String seeder, String id, String dataSource, Set<String> dependencies,
        Set<Environment> environments) {
}
