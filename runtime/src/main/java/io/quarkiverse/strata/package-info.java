/**
 * The front door: {@link io.quarkiverse.strata.Database} runs the statements that
 * {@code io.quarkiverse.strata.sql.Sql} makes, {@link io.quarkiverse.strata.Transaction} is what
 * {@code db.transaction(tx -> …)} hands out, and both are {@link io.quarkiverse.strata.Queries}. The exceptions say what the
 * caller can do. May import {@code sql} and {@code mapping}.
 */
package io.quarkiverse.strata;
