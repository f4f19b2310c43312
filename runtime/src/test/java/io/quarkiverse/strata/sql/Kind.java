package io.quarkiverse.strata.sql;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.data.Interval;
import io.vertx.sqlclient.data.Numeric;

/** The types that can be bound, each with values of the classes that stand for it. */
enum Kind {

    TEXT("text", c -> c.sometimes() ? (Object) c.of('§', '\'', 'ü', '\\') : Hostile.text(c)),
    INT4("int4", c -> c.of(1_000_001, Integer.MIN_VALUE, Integer.MAX_VALUE, 0, -1)),
    INT2("int2", c -> c.of(Short.MIN_VALUE, Short.MAX_VALUE, (short) 0)),
    INT8("int8", c -> c.of(7_000_000_007L, Long.MIN_VALUE, Long.MAX_VALUE, 0L)),
    FLOAT4("float4", c -> c.of(0.1234567f, Float.NaN, Float.NEGATIVE_INFINITY, Float.MIN_VALUE, -3f)),
    FLOAT8("float8", c -> c.of(0.123456789, Double.NaN, Double.POSITIVE_INFINITY, Double.MAX_VALUE, -3.0)),
    NUMERIC("numeric", c -> c.of(new BigDecimal("123456.789"), new BigDecimal("-1e-20"), new BigDecimal("1e30"),
            new BigInteger("123456789012345678901234567890"), BigDecimal.ZERO)),
    BOOL("bool", c -> c.of(true, false)),
    UUID("uuid", c -> new UUID(c.below(1000), -c.below(1000) - 1)),
    BYTEA("bytea", c -> c.of(new byte[] { 0, -1, 39, 92 }, new byte[0])),
    DATE("date", c -> c.of(LocalDate.of(2024, 2, 29), LocalDate.MAX, LocalDate.MIN, LocalDate.of(-4713, 11, 24))),
    TIME("time", c -> c.of(LocalTime.MIDNIGHT, LocalTime.of(23, 59, 59, 999_999_999))),
    TIMETZ("timetz", c -> OffsetTime.of(12, 30, 0, 1001, ZoneOffset.ofHoursMinutes(-3, -30))),
    TIMESTAMP("timestamp", c -> c.of(LocalDateTime.of(2026, 11, 22, 20, 45, 0, 123_456_789), LocalDateTime.MAX)),
    TIMESTAMPTZ("timestamptz", c -> c.of(Instant.parse("2026-11-22T20:45:00.123456789Z"), Instant.MAX, OffsetDateTime.MAX,
            OffsetDateTime.of(1969, 12, 31, 23, 59, 59, 999_999_999, ZoneOffset.ofHours(5)),
            LocalDateTime.of(2026, 7, 1, 0, 0).atZone(ZoneId.of("Europe/Paris")))),
    INTERVAL("interval", c -> c.of(Duration.ofSeconds(3661, 1000), Duration.ofDays(-29), Duration.ZERO)),
    JSONB("jsonb", c -> Map.of(Hostile.text(c).replace("\u0001", ""), c.of("'", 5, true))),
    TEXTS("text[]", c -> Arrays.asList(Hostile.text(c), c.of("NULL", "{}", "\"", null))),
    INT8S("int8[]", c -> Arrays.asList(7_000_000_007L, c.of(1L, null)));

    static final List<Kind> ALL = List.of(values());

    final PgType type;
    private final Function<Choices, Object> values;

    Kind(String type, Function<Choices, Object> values) {
        this.type = new PgType(type);
        this.values = values;
    }

    Object value(Choices choices) {
        return values.apply(choices);
    }

    /** Whether a list of its values can be one array. */
    boolean listable() {
        return this != JSONB && !type.isArray();
    }

    /** The class of a record's component for it. */
    Class<?> javaType() {
        Object value = values.apply(new Choices(List.of()));
        return this == NUMERIC ? BigDecimal.class
                : value instanceof Map ? Map.class
                        : value instanceof List ? List.class
                                : value.getClass();
    }

    /** A value of the component's class; null sometimes. */
    Object component(Choices choices) {
        Object value = value(choices);
        return !choices.sometimes() && javaType().isInstance(value) ? value : null;
    }

    Expression<?> expression(Object value) {
        return value == null ? Sql.cast(Sql.val(null), type.name()) : this == JSONB ? Sql.jsonb(value) : Sql.val(value);
    }

    /** One form for what was given and what came back, as far as PostgreSQL keeps it. */
    static String canonical(Object value) {
        if (value instanceof Number number) {
            return number(number);
        } else if (value instanceof byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        } else if (value instanceof Buffer buffer) {
            return canonical(buffer.getBytes());
        } else if (value instanceof Temporal temporal) {
            return time(temporal);
        } else if (value instanceof Duration duration) {
            return "interval of 0 months " + duration;
        } else if (value instanceof Interval i) {
            return "interval of " + (12 * i.getYears() + i.getMonths()) + " months "
                    + Duration.ofDays(i.getDays()).plusHours(i.getHours()).plusMinutes(i.getMinutes())
                            .plusSeconds(i.getSeconds()).plusNanos(1000L * i.getMicroseconds());
        } else if (value instanceof JsonObject object) {
            return object.encode();
        } else if (value instanceof Map<?, ?> map) {
            return new JsonObject().put(map.keySet().iterator().next().toString(), map.values().iterator().next()).encode();
        } else if (value instanceof List<?> list) {
            return list.stream().map(Kind::canonical).toList().toString();
        } else if (value instanceof Object[] array) {
            return Stream.of(array).map(Kind::canonical).toList().toString();
        }
        return String.valueOf(value);
    }

    private static String number(Number number) {
        if (number instanceof Float || number instanceof Double) {
            return number.toString();
        }
        BigDecimal exact = number instanceof BigDecimal decimal ? decimal
                : number instanceof Numeric numeric ? numeric.bigDecimalValue() : new BigDecimal(number.toString());
        return exact.stripTrailingZeros().toPlainString();
    }

    private static String time(Temporal time) {
        if (time.equals(OffsetDateTime.MAX) || time.equals(Instant.MAX)) {
            return "infinity";
        } else if (time instanceof OffsetDateTime moment) {
            return moment.toInstant().truncatedTo(ChronoUnit.MICROS).toString();
        } else if (time instanceof java.time.ZonedDateTime moment) {
            return moment.toInstant().truncatedTo(ChronoUnit.MICROS).toString();
        } else if (time instanceof Instant instant) {
            return instant.truncatedTo(ChronoUnit.MICROS).toString();
        } else if (time instanceof LocalDateTime local) {
            return local.equals(LocalDateTime.MAX) ? "infinity" : local.truncatedTo(ChronoUnit.MICROS).toString();
        } else if (time instanceof LocalTime clock) {
            return clock.truncatedTo(ChronoUnit.MICROS).toString();
        } else if (time instanceof OffsetTime clock) {
            return clock.truncatedTo(ChronoUnit.MICROS).toString();
        }
        return time.toString();
    }
}
