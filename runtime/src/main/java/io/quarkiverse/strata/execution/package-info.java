/**
 * From a statement to its result: {@link io.quarkiverse.strata.execution.Call} is one trip over a connection,
 * {@link io.quarkiverse.strata.execution.AbstractQueries} the verbs on top of it,
 * {@link io.quarkiverse.strata.execution.Failures} what the driver's failures mean. Imports the root, {@code sql} and
 * {@code mapping}.
 */
package io.quarkiverse.strata.execution;
