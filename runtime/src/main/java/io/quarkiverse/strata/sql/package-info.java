/**
 * Statements as immutable values and the writer of their PostgreSQL text. Start with {@code Sql}, which has the static
 * factories. No input or output, no Quarkus, no Vert.x; imports no other package of Strata.
 */
package io.quarkiverse.strata.sql;
