/**
 * Transactions: {@link io.quarkiverse.strata.transaction.Session} drives one connection, one statement at a time,
 * {@link io.quarkiverse.strata.transaction.Scope} is a transaction or a savepoint on it,
 * {@link io.quarkiverse.strata.transaction.Scopes} carries the scope in the Mutiny context, and
 * {@link io.quarkiverse.strata.transaction.TransactionalDatabase} is the front door. May import {@code pool} and what that
 * may.
 */
package io.quarkiverse.strata.transaction;
