/** Actors, and who played with whom. */
package io.quarkiverse.strata.rental.actor;
