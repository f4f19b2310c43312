/** Stores, and who spends most in them. */
package io.quarkiverse.strata.rental.store;
