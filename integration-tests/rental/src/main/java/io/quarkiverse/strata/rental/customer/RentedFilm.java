package io.quarkiverse.strata.rental.customer;

import java.time.Instant;

import io.quarkiverse.strata.mapping.Projection;

/** A film that a customer has at home. */
@Projection
public record RentedFilm(long rentalId, long filmId, String title, long storeId, Instant rentalDate, Instant dueDate) {
}
