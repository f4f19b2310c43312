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
import java.time.Period;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** From Java's classes to PostgreSQL's types. */
final class Types {

    /** Asked for each value: a HashMap is the quickest to tell. */
    private static final Map<Class<?>, PgType> BY_CLASS = new HashMap<>(Map.ofEntries(
            Map.entry(Boolean.class, PgType.BOOL),
            Map.entry(Byte.class, PgType.INT2),
            Map.entry(Short.class, PgType.INT2),
            Map.entry(Integer.class, PgType.INT4),
            Map.entry(Long.class, PgType.INT8),
            Map.entry(Float.class, PgType.FLOAT4),
            Map.entry(Double.class, PgType.FLOAT8),
            Map.entry(BigDecimal.class, PgType.NUMERIC),
            Map.entry(BigInteger.class, PgType.NUMERIC),
            Map.entry(String.class, PgType.TEXT),
            Map.entry(Character.class, PgType.TEXT),
            Map.entry(byte[].class, PgType.BYTEA),
            Map.entry(UUID.class, PgType.UUID),
            Map.entry(LocalDate.class, PgType.DATE),
            Map.entry(LocalTime.class, PgType.TIME),
            Map.entry(OffsetTime.class, PgType.TIMETZ),
            Map.entry(LocalDateTime.class, PgType.TIMESTAMP),
            Map.entry(OffsetDateTime.class, PgType.TIMESTAMPTZ),
            Map.entry(ZonedDateTime.class, PgType.TIMESTAMPTZ),
            Map.entry(Instant.class, PgType.TIMESTAMPTZ),
            Map.entry(Duration.class, PgType.INTERVAL),
            Map.entry(Period.class, PgType.INTERVAL)));

    private static final Map<Class<?>, Class<?>> BOXES = Map.of(boolean.class, Boolean.class, byte.class, Byte.class,
            short.class, Short.class, int.class, Integer.class, long.class, Long.class, float.class, Float.class,
            double.class, Double.class, char.class, Character.class);

    private static final Map<String, String> RANGES = Map.of("int4", "int4", "int8", "int8", "numeric", "num", "date", "date",
            "timestamp", "ts", "timestamptz", "tstz");

    private static final Set<String> NUMBERS = Set.of("int2", "int4", "int8", "float4", "float8", "numeric");

    private Types() {
    }

    static boolean isNumber(String typeName) {
        return NUMBERS.contains(typeName);
    }

    static Class<?> boxed(Class<?> type) {
        return type.isPrimitive() ? BOXES.getOrDefault(type, type) : type;
    }

    /** The type of a class's values, null when Strata knows none. */
    static PgType of(Class<?> given) {
        Class<?> type = boxed(given);
        PgType known = BY_CLASS.get(type);
        if (known == null && Enum.class.isAssignableFrom(type)) {
            return PgType.TEXT;
        }
        if (known == null && type.isArray()) {
            PgType element = of(type.getComponentType());
            return element == null ? null : element.nested();
        }
        return known == null ? Descriptors.composite(type) : known;
    }

    /** As {@link #of}, failing with the cure. */
    static PgType required(Class<?> type) {
        PgType known = of(type);
        if (known == null) {
            throw Misuse.of(1106, "no PostgreSQL type is known for " + type.getName() + ". For JSON write jsonb(value), for a "
                    + "list of values a List or an array; anything else is passed as text with a cast: "
                    + "cast(val(text), \"typename\").");
        }
        return known;
    }

    private static PgType ranges(Object bound, String suffix) {
        String prefix = bound == null ? null : RANGES.get(required(bound.getClass()).name());
        if (prefix == null) {
            throw Misuse.of(1106, "the bounds of a range tell no type of ranges. Name it: val(range, \"int4" + suffix + "\").");
        }
        return new PgType(prefix + suffix);
    }

    /** The type of a value by its class; of a list by its elements. Null and a list without elements have none. */
    static PgType ofValue(Object value) {
        if (value == null) {
            return null;
        }
        if (value instanceof Collection<?> elements) {
            PgType element = null;
            for (Object each : elements) {
                PgType type = ofValue(each);
                if (type != null && element != null && !type.equals(element)) {
                    throw Misuse.of(1106, "a list mixes values of the types " + element + " and " + type
                            + ". Give all of them the same class.");
                }
                element = type == null ? element : type;
            }
            return element == null ? null : element.nested();
        }
        if (value instanceof Range<?> range) {
            return ranges(range.bound(), "range");
        }
        if (value instanceof MultiRange<?> ranges) {
            return ranges(ranges.bound(), "multirange");
        }
        return required(value.getClass());
    }
}
