package io.quarkiverse.strata.benchmarks.peer;

import java.math.BigDecimal;
import java.time.OffsetDateTime;

/** What a row becomes. */
public record Book(Long id, String title, String author, int pages, BigDecimal price, OffsetDateTime addedAt) {

    public static final int MANY = 1_000;

    static Book fresh(int n) {
        return new Book(null, "Title " + n, "Author " + n % 100, 100 + n % 400, new BigDecimal("9.99"), OffsetDateTime.now());
    }
}
