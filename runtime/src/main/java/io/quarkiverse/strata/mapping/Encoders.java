package io.quarkiverse.strata.mapping;

import java.math.BigDecimal;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

import io.quarkiverse.strata.sql.EnumLabels;
import io.vertx.core.buffer.Buffer;
import io.vertx.pgclient.data.Inet;
import io.vertx.pgclient.data.Interval;
import io.vertx.pgclient.data.Money;

/** The encoders of single values for {@link Wire}: each takes the classes that mean the same, exactly, and refuses others. */
final class Encoders {

    private Encoders() {
    }

    static <V> V cast(Class<V> type, Object value, String pgType) {
        if (type.isInstance(value)) {
            return type.cast(value);
        }
        throw mismatch(value, pgType);
    }

    static ConversionException mismatch(Object value, String pgType) {
        return new ConversionException("a " + value.getClass().getTypeName() + " is no " + pgType
                + ". Pass the class that stands for that type, or cast in the statement");
    }

    static Boolean bool(Object value) {
        return cast(Boolean.class, value, "bool");
    }

    static Number number(Object value, String pgType) {
        return cast(Number.class, value, pgType);
    }

    static long integer(Object value, long min, long max, String pgType) {
        return Numbers.toLong(number(value, pgType), min, max, pgType);
    }

    static String text(Object value, String pgType) {
        if (value instanceof Enum<?> constant) {
            return EnumLabels.label(constant);
        }
        if (value instanceof CharSequence || value instanceof Character) {
            String text = value.toString();
            if (text.indexOf('\0') >= 0) {
                throw new ConversionException("it has a NUL character, which PostgreSQL's text can't hold. Remove it, or use "
                        + "bytea");
            }
            return text;
        }
        throw mismatch(value, pgType);
    }

    static Buffer bytes(Object value) {
        return value instanceof byte[] bytes ? Buffer.buffer(bytes) : cast(Buffer.class, value, "bytea");
    }

    static LocalTime time(Object value) {
        return cast(LocalTime.class, value, "time").truncatedTo(ChronoUnit.MICROS);
    }

    static OffsetTime timetz(Object value) {
        return cast(OffsetTime.class, value, "timetz").truncatedTo(ChronoUnit.MICROS);
    }

    static LocalDateTime timestamp(Object value) {
        return Times.toTimestamp(cast(LocalDateTime.class, value, "timestamp"));
    }

    static OffsetDateTime timestamptz(Object value) {
        if (value instanceof Instant instant) {
            return Times.toTimestamptz(instant);
        }
        if (value instanceof ZonedDateTime time) {
            return Times.toTimestamptz(time.toOffsetDateTime());
        }
        return Times.toTimestamptz(cast(OffsetDateTime.class, value, "timestamptz"));
    }

    static Interval interval(Object value) {
        if (value instanceof Duration duration) {
            return Intervals.of(duration);
        }
        if (value instanceof Period period) {
            return Intervals.of(period);
        }
        return Intervals.checked(cast(Interval.class, value, "interval"));
    }

    static Inet inet(Object value) {
        return value instanceof InetAddress address ? new Inet().setAddress(address) : cast(Inet.class, value, "inet");
    }

    static Money money(Object value) {
        if (!(value instanceof BigDecimal decimal)) {
            return cast(Money.class, value, "money");
        }
        try {
            return new Money(decimal);
        } catch (IllegalArgumentException e) {
            throw new ConversionException("it has more than two decimals or is out of the range of money. Round it");
        }
    }

    static String vector(Object value) {
        return ArrayEncoder.isArray(value) ? ValueText.vector(ArrayEncoder.values(value)) : text(value, "vector");
    }
}
