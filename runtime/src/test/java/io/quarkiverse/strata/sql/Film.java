package io.quarkiverse.strata.sql;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;

/** The table that most tests read: one column of each kind that matters. */
record Film(Long id, String title, Integer length, BigDecimal rentalRate, Rating rating, List<String> tags,
        Map<String, Object> attrs, OffsetDateTime createdAt) {

    enum Rating {
        G,
        PG,
        R
    }

    static Film named(String title) {
        return new Film(null, title, 90, new BigDecimal("2.99"), Rating.G, List.of(), Map.of(), null);
    }
}
