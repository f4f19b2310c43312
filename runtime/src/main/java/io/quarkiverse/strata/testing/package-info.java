/**
 * For tests of applications: {@link io.quarkiverse.strata.testing.RollbackAfterTest} undoes what a test wrote,
 * {@link io.quarkiverse.strata.testing.Statements} tells which statements ran, and
 * {@link io.quarkiverse.strata.testing.Unis} runs reactive code from a test's thread. Needs JUnit and an application in the
 * same
 * JVM, as {@code @QuarkusTest} gives it. May import everything; nothing may import it.
 */
package io.quarkiverse.strata.testing;
