/** The rows of Sakila for development and tests, from the CSV files in {@code seed/}. */
package io.quarkiverse.strata.rental.seed;
