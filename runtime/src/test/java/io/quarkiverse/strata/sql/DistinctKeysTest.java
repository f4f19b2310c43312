package io.quarkiverse.strata.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;

class DistinctKeysTest {

    @Test
    void findsKeysThatAreTheSameInPostgresAlone() {
        same(new BigDecimal("1.0"), new BigDecimal("1.00"));
        same(new byte[] { 1, 2 }, new byte[] { 1, 2 });
        same(OffsetDateTime.parse("2026-01-01T12:00:00+00:00"), OffsetDateTime.parse("2026-01-01T14:00:00+02:00"));
        same(Instant.parse("2026-01-01T12:00:00.000001001Z"), Instant.parse("2026-01-01T12:00:00.000001002Z"));
        same(LocalDateTime.parse("2026-01-01T12:00:00.000001001"), LocalDateTime.parse("2026-01-01T12:00:00.000001002"));
        same(OffsetDateTime.MAX, OffsetDateTime.MAX);
    }

    @Test
    void leavesDifferentKeysAlone() {
        different(OffsetDateTime.parse("2026-01-01T12:00:00+00:00"), OffsetDateTime.parse("2026-01-01T12:00:00+02:00"));
        different(LocalDateTime.parse("2026-01-01T12:00:00.000001"), LocalDateTime.parse("2026-01-01T12:00:00.000002"));
        different(null, null);
    }

    private static void same(Object one, Object other) {
        assertThat(DistinctKeys.firstSame(List.of(List.of(0L, 1L, 1L), Arrays.asList(one, one, other)))).containsExactly(1, 2);
    }

    private static void different(Object one, Object other) {
        assertThat(DistinctKeys.firstSame(List.of(Arrays.asList(one, other)))).isNull();
    }
}
