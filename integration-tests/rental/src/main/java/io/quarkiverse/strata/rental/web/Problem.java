package io.quarkiverse.strata.rental.web;

/**
 * How every failure looks in JSON.
 *
 * @param status the HTTP status
 * @param message for people, without anything that only concerns the service
 */
public record Problem(int status, String message) {
}
