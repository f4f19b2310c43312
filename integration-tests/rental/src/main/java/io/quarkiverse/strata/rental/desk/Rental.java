package io.quarkiverse.strata.rental.desk;

import java.time.Instant;

import io.quarkiverse.strata.mapping.Generated;
import io.quarkiverse.strata.mapping.Id;
import io.quarkiverse.strata.mapping.Table;

/**
 * One copy with one customer.
 *
 * @param returnDate null while the copy is out
 */
@Table("rental")
public record Rental(@Id @Generated Long rentalId, @Generated Instant rentalDate, long inventoryId, long customerId,
        Instant returnDate, long staffId) {

    /** A copy goes out; the database gives the number and the time. */
    static Rental of(long inventoryId, long customerId, long staffId) {
        return new Rental(null, null, inventoryId, customerId, null, staffId);
    }
}
