/** The desk where films are rented and brought back: one transaction each. */
package io.quarkiverse.strata.rental.desk;
