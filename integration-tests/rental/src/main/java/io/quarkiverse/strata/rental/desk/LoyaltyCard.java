package io.quarkiverse.strata.rental.desk;

import io.quarkiverse.strata.mapping.Id;
import io.quarkiverse.strata.mapping.Table;

/** The points of a customer, at most ten. */
@Table("loyalty_card")
public record LoyaltyCard(@Id long customerId, int points) {
}
