/**
 * Records to rows and back: the annotations for users' records, the interfaces that generated mappers implement, and the
 * encoding of values for the driver. Imports {@code sql} alone.
 */
package io.quarkiverse.strata.mapping;
