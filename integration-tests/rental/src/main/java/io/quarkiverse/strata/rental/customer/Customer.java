package io.quarkiverse.strata.rental.customer;

import java.time.LocalDate;

import io.quarkiverse.strata.mapping.Generated;
import io.quarkiverse.strata.mapping.Id;
import io.quarkiverse.strata.mapping.Table;

/** Somebody who rents films. */
@Table("customer")
public record Customer(@Id @Generated Long customerId, long storeId, String firstName, String lastName, String email,
        long addressId, boolean active, @Generated LocalDate createDate) {
}
