package io.quarkiverse.strata.rental.film;

import java.math.BigDecimal;
import java.util.List;

import io.quarkiverse.strata.mapping.Generated;
import io.quarkiverse.strata.mapping.Id;
import io.quarkiverse.strata.mapping.Table;

/**
 * A film, of which stores have copies.
 *
 * @param rentalDuration for how many days it is rented
 * @param length in minutes, null when unknown
 */
// tag::record[]
@Table("film")
public record Film(
        @Id @Generated Long filmId,
        String title,
        String description,
        Integer releaseYear,
        long languageId,
        int rentalDuration,
        BigDecimal rentalRate,
        Integer length,
        BigDecimal replacementCost,
        MpaaRating rating,
        List<String> specialFeatures) {
}
// end::record[]
