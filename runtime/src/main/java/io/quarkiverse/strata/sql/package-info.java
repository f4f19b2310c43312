/**
 * Statements as immutable values and the writer of their PostgreSQL text. Start with {@link io.quarkiverse.strata.sql.Sql},
 * which has the static factories; {@link io.quarkiverse.strata.sql.RecordStatements} has the statements for whole records.
 *
 * <p>
 * A part writes itself to a {@link io.quarkiverse.strata.sql.SqlWriter}; of the two writers one makes the text with
 * {@code $n} and its parameters, the other prints every part for people ({@code toString()}). What runs statements needs
 * {@link io.quarkiverse.strata.sql.Statement}, {@link io.quarkiverse.strata.sql.Query} and
 * {@link io.quarkiverse.strata.sql.Rendered} alone.
 *
 * <p>
 * No input or output, no Quarkus, no Vert.x; imports no other package of Strata.
 */
package io.quarkiverse.strata.sql;
