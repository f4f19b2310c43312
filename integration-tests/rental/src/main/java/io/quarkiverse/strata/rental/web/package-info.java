/** What all resources share: how failures look in HTTP. */
package io.quarkiverse.strata.rental.web;
