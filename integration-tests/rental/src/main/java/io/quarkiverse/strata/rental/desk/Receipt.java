package io.quarkiverse.strata.rental.desk;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;

import io.quarkiverse.strata.rental.film.Film;

/**
 * What a customer gets with the film.
 *
 * @param inventoryId the copy
 * @param loyaltyPoints how many the customer has now; null when this rental gave none, since the card is full
 */
public record Receipt(long rentalId, long inventoryId, String title, BigDecimal amount, Instant rentalDate, Instant dueDate,
        Integer loyaltyPoints) {

    static Receipt of(Film film, Rental rental, LoyaltyCard card) {
        return new Receipt(rental.rentalId(), rental.inventoryId(), film.title(), film.rentalRate(), rental.rentalDate(),
                rental.rentalDate().plus(Duration.ofDays(film.rentalDuration())), card == null ? null : card.points());
    }
}
