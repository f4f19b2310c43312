package io.quarkiverse.strata.mapping;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * Dates and times between Java and PostgreSQL: microseconds, the server's range, and the infinities, which are the MAX and MIN
 * of their classes.
 */
final class Times {

    private static final LocalDate FIRST_DATE = LocalDate.of(-4713, 11, 24);
    private static final LocalDate LAST_DATE = LocalDate.of(5874897, 12, 31);
    private static final LocalDate LAST_TIMESTAMP_DATE = LocalDate.of(294276, 12, 31);

    private Times() {
    }

    /** The driver compares dates with MAX and MIN by identity. */
    static LocalDate toDate(LocalDate date) {
        if (date.equals(LocalDate.MAX)) {
            return LocalDate.MAX;
        }
        if (date.equals(LocalDate.MIN)) {
            return LocalDate.MIN;
        }
        return checked(date, LAST_DATE, date, "date");
    }

    static LocalDateTime toTimestamp(LocalDateTime time) {
        if (time.equals(LocalDateTime.MAX)) {
            return LocalDateTime.MAX;
        }
        if (time.equals(LocalDateTime.MIN)) {
            throw minusInfinity("timestamp");
        }
        return checked(time.toLocalDate(), LAST_TIMESTAMP_DATE, time, "timestamp").truncatedTo(ChronoUnit.MICROS);
    }

    static OffsetDateTime toTimestamptz(OffsetDateTime time) {
        if (time.equals(OffsetDateTime.MAX)) {
            return OffsetDateTime.MAX;
        }
        if (time.equals(OffsetDateTime.MIN)) {
            throw minusInfinity("timestamptz");
        }
        LocalDate date = time.toLocalDate();
        checked(date, LAST_TIMESTAMP_DATE, time, "timestamptz");
        OffsetDateTime utc = time.withOffsetSameInstant(ZoneOffset.UTC);
        return checked(utc.toLocalDate(), LAST_TIMESTAMP_DATE, utc, "timestamptz").truncatedTo(ChronoUnit.MICROS);
    }

    static OffsetDateTime toTimestamptz(Instant instant) {
        if (instant.equals(Instant.MAX)) {
            return OffsetDateTime.MAX;
        }
        if (instant.equals(Instant.MIN)) {
            throw minusInfinity("timestamptz");
        }
        if (instant.compareTo(OffsetDateTime.MIN.toInstant()) <= 0 || instant.compareTo(OffsetDateTime.MAX.toInstant()) >= 0) {
            throw Numbers.outOfRange("timestamptz");
        }
        return toTimestamptz(instant.atOffset(ZoneOffset.UTC));
    }

    static LocalDateTime fromTimestamp(LocalDateTime time) {
        // 4714-11-24 00:00 BC is the server's first time and the driver's sign of -infinity; the server's own sign it misreads
        if (time.equals(LocalDateTime.MIN)) {
            return FIRST_DATE.atStartOfDay();
        }
        return time.toLocalDate().isBefore(FIRST_DATE) ? LocalDateTime.MIN : time;
    }

    static OffsetDateTime fromTimestamptz(OffsetDateTime time) {
        if (time.equals(OffsetDateTime.MIN)) {
            return FIRST_DATE.atStartOfDay().atOffset(ZoneOffset.UTC);
        }
        return time.toLocalDate().isBefore(FIRST_DATE) ? OffsetDateTime.MIN : time;
    }

    static Instant instant(OffsetDateTime raw) {
        OffsetDateTime time = fromTimestamptz(raw);
        if (time.equals(OffsetDateTime.MAX)) {
            return Instant.MAX;
        }
        return time.equals(OffsetDateTime.MIN) ? Instant.MIN : time.toInstant();
    }

    private static <T> T checked(LocalDate date, LocalDate last, T value, String type) {
        if (date.isBefore(FIRST_DATE) || date.isAfter(last)) {
            throw Numbers.outOfRange(type);
        }
        return value;
    }

    private static ConversionException minusInfinity(String type) {
        return new ConversionException("the Vert.x client can't send -infinity. Write '-infinity'::" + type
                + " into the statement");
    }
}
