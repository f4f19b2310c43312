/**
 * Records to rows and back. {@link io.quarkiverse.strata.mapping.Table} and
 * {@link io.quarkiverse.strata.mapping.Projection} mark users' records, whose mappers
 * ({@link io.quarkiverse.strata.mapping.GeneratedMapper}) the build generates, and
 * {@link io.quarkiverse.strata.mapping.Composite} those that one column holds; {@link io.quarkiverse.strata.mapping.Mapping}
 * is the way in for those who run statements: it prepares the reading of a result and encodes parameters.
 * <p>
 * Every conversion keeps the value or fails before it does harm, because the driver narrows numbers and rearranges intervals
 * without a word. Imports {@code sql} alone, the Vert.x client's values and Jackson.
 */
package io.quarkiverse.strata.mapping;
