package io.quarkiverse.strata.rental.actor;

import io.quarkiverse.strata.mapping.Projection;

/**
 * An actor as seen from another one.
 *
 * @param distance over how many films: 1 for those who played in the same one
 */
@Projection
public record Connection(long actorId, String firstName, String lastName, int distance) {
}
