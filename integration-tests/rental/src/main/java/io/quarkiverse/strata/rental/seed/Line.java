package io.quarkiverse.strata.rental.seed;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** One line of a CSV file. An empty field is null. */
record Line(Map<String, Integer> places, List<String> fields) {

    String text(String column) {
        String field = fields.get(places.get(column));
        return field.isEmpty() ? null : field;
    }

    long id(String column) {
        return Long.parseLong(text(column));
    }

    int number(String column) {
        return Integer.parseInt(text(column));
    }

    BigDecimal decimal(String column) {
        return new BigDecimal(text(column));
    }

    boolean flag(String column) {
        return Boolean.parseBoolean(text(column));
    }

    LocalDate date(String column) {
        return LocalDate.parse(text(column));
    }

    Instant time(String column) {
        String text = text(column);
        return text == null ? null : Instant.parse(text);
    }

    List<String> texts(String column) {
        String text = text(column);
        return text == null ? List.of() : List.of(text.split("\\|"));
    }
}
