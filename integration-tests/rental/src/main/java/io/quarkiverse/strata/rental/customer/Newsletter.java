package io.quarkiverse.strata.rental.customer;

import java.time.Instant;

import io.quarkiverse.strata.mapping.Id;
import io.quarkiverse.strata.mapping.Json;
import io.quarkiverse.strata.mapping.Table;
import io.quarkiverse.strata.rental.film.MpaaRating;

/**
 * Which films a customer wants to hear of.
 *
 * @param ratings empty for all
 * @param sentAt when letters went out
 */
@Table("newsletter")
public record Newsletter(@Id long customerId, @Json Wishes wishes, MpaaRating[] ratings, Instant[] sentAt) {
}
