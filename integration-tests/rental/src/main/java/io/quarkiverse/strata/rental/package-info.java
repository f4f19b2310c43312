/**
 * A film rental on Strata: the sample to read first.
 *
 * <p>
 * Each package is one thing that the service knows: {@code film}, {@code actor}, {@code customer}, {@code store}, and
 * {@code desk}, where films are rented and brought back. In each, records stand for rows, a class in the plural asks the
 * database, and a {@code …Resource} answers HTTP. {@code migration} has the schema, {@code seed} the rows for development and
 * tests.
 */
package io.quarkiverse.strata.rental;
