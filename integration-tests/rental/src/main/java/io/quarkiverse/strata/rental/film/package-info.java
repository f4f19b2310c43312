/** Films: searching them, and looking at one. */
package io.quarkiverse.strata.rental.film;
