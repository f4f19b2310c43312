package io.quarkiverse.strata.rental.store;

import java.math.BigDecimal;

import io.quarkiverse.strata.mapping.Projection;

/**
 * A customer and what they paid for copies of one store.
 *
 * @param rank from 1; those who paid the same share one
 * @param payments how many
 * @param total what they paid together
 */
@Projection
public record TopCustomer(long rank, long customerId, String firstName, String lastName, long payments, BigDecimal total) {
}
