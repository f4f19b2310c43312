package io.quarkiverse.strata.rental.customer;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

import io.quarkiverse.strata.rental.film.MpaaRating;

/** A newsletter as its customer sees it. */
public record NewsletterForm(List<String> categories, List<MpaaRating> ratings, LocalDate pausedUntil, List<Instant> sentAt) {

    Newsletter of(long customerId) {
        return new Newsletter(customerId, new Wishes(categories, Optional.ofNullable(pausedUntil)),
                ratings.toArray(MpaaRating[]::new), sentAt.toArray(Instant[]::new));
    }

    static NewsletterForm of(Newsletter newsletter) {
        return new NewsletterForm(newsletter.wishes().categories(), List.of(newsletter.ratings()),
                newsletter.wishes().pausedUntil().orElse(null), List.of(newsletter.sentAt()));
    }
}
