/** Customers, and what they have at home. */
package io.quarkiverse.strata.rental.customer;
