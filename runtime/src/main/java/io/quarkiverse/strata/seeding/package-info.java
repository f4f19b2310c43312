/**
 * Rows that an application wants in its database before anybody uses it. {@link io.quarkiverse.strata.seeding.Seeder} is what
 * an application writes, {@link io.quarkiverse.strata.seeding.Seeding} runs them all, once per database and in the order of
 * their dependencies. Imports the root and {@code sql}; nothing of Quarkus.
 */
package io.quarkiverse.strata.seeding;
