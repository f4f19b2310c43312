package io.quarkiverse.strata.benchmarks.peer;

import java.math.BigDecimal;
import java.time.OffsetDateTime;

/** A row of the table that is written to. */
record Loan(Long id, String title, String author, int pages, BigDecimal price, OffsetDateTime addedAt) {

    static Loan of(Book book) {
        return new Loan(null, book.title(), book.author(), book.pages(), book.price(), book.addedAt());
    }
}
