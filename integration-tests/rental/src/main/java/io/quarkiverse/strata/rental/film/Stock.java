package io.quarkiverse.strata.rental.film;

import io.quarkiverse.strata.mapping.Projection;

/**
 * What a store has of a film.
 *
 * @param city where the store is
 * @param copies how many it owns
 * @param available how many of them are on the shelf now
 */
@Projection
public record Stock(long storeId, String city, long copies, long available) {
}
