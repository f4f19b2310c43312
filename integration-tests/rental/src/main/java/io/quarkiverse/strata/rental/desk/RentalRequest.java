package io.quarkiverse.strata.rental.desk;

/** A customer wants a film from a store, whichever copy. */
public record RentalRequest(long customerId, long filmId, long storeId) {
}
