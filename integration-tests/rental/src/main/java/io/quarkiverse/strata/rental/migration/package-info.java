/**
 * The schema, one migration a topic, in the order of their ids; {@code db/migration} has one more, in SQL. Strata finds them at
 * build time and runs at start what a database hasn't seen yet.
 */
package io.quarkiverse.strata.rental.migration;
