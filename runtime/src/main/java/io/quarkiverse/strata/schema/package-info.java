/**
 * DDL as immutable values. A migration describes what changes through {@link io.quarkiverse.strata.schema.Schema}; what it
 * records are {@link io.quarkiverse.strata.schema.SchemaChange}s, each of which knows its SQL, its
 * {@link io.quarkiverse.strata.schema.Reverse} and whether it can run in a transaction. No input or output. May import
 * {@code sql}.
 */
package io.quarkiverse.strata.schema;
