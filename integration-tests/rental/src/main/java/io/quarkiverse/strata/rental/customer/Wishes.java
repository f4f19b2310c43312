package io.quarkiverse.strata.rental.customer;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** What a customer has said of the newsletter; kept as one JSON value, since no query looks into it. */
public record Wishes(List<String> categories, Optional<LocalDate> pausedUntil) {
}
