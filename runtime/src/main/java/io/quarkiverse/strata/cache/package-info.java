/**
 * The result cache. {@link io.quarkiverse.strata.cache.DatabaseCache} answers reads and hears of commits;
 * {@link io.quarkiverse.strata.cache.Catalog} knows what hides behind the names of tables;
 * {@link io.quarkiverse.strata.cache.Tokens} are what tells an outdated result from a current one, in memory or in Redis. The
 * contract: a cached read that starts after a write was reported committed never gives what was there before. Imports
 * {@code execution}, {@code mapping}, {@code sql} and the root.
 */
package io.quarkiverse.strata.cache;
