package io.quarkiverse.strata.rental.film;

import java.math.BigDecimal;
import java.util.List;

import io.quarkiverse.strata.mapping.Id;
import io.quarkiverse.strata.mapping.Table;

/** A film as lists show it. {@code film_list} is a view: to reads it is a table like any other. */
@Table("film_list")
public record ListedFilm(
        @Id long filmId,
        String title,
        String description,
        Integer releaseYear,
        MpaaRating rating,
        Integer length,
        BigDecimal rentalRate,
        List<String> categories) {
}
