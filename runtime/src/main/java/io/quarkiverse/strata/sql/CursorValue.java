package io.quarkiverse.strata.sql;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** A sorted column's value as text, and back. What it reads can always be sent: a cursor comes from strangers. */
final class CursorValue {

    private static final Set<String> TEXTS = Set.of("text", "varchar", "character varying", "bpchar", "char", "character",
            "citext", "name");
    /** PostgreSQL's limits of numeric. */
    private static final int MOST_WHOLE_DIGITS = 131_072;
    private static final int MOST_FRACTION_DIGITS = 16_383;
    /** Reading digits takes time that grows with their square. */
    private static final int MOST_NUMBER_TEXT = 2_000;
    private static final LocalDate FIRST_DATE = LocalDate.of(-4712, 1, 1);
    private static final LocalDate LAST_DATE = LocalDate.of(5_874_897, 12, 31);
    private static final LocalDate LAST_TIMESTAMP = LocalDate.of(294_275, 12, 31);

    private static final Map<Class<?>, Function<String, Object>> READERS = Map.ofEntries(
            Map.entry(Boolean.class, CursorValue::bool),
            Map.entry(Byte.class, Byte::valueOf),
            Map.entry(Short.class, Short::valueOf),
            Map.entry(Integer.class, Integer::valueOf),
            Map.entry(Long.class, Long::valueOf),
            Map.entry(Float.class, Float::valueOf),
            Map.entry(Double.class, Double::valueOf),
            Map.entry(BigDecimal.class, BigDecimal::new),
            Map.entry(BigInteger.class, BigInteger::new),
            Map.entry(String.class, text -> text),
            Map.entry(Character.class, text -> text.length() == 1 ? text.charAt(0) : null),
            Map.entry(UUID.class, UUID::fromString),
            Map.entry(LocalDate.class, LocalDate::parse),
            Map.entry(LocalTime.class, LocalTime::parse),
            Map.entry(LocalDateTime.class, LocalDateTime::parse),
            Map.entry(OffsetDateTime.class, OffsetDateTime::parse),
            Map.entry(Instant.class, Instant::parse));

    private CursorValue() {
    }

    /** Whether a column's values can be in a cursor; text only of text's types, since others demand a form of it. */
    static boolean has(ColumnDescriptor column) {
        Class<?> type = Types.boxed(column.javaType());
        return type.isEnum() || READERS.containsKey(type)
                && (type != String.class && type != Character.class || TEXTS.contains(ColumnTypes.of(column).name()));
    }

    /** The value's text, null when it can't be sent again: PostgreSQL's {@code -infinity}. */
    static String text(Object value) {
        String text = value instanceof Enum<?> constant ? constant.name() : value.toString();
        return canBeSent(value, text) ? text : null;
    }

    /** @throws RuntimeException when it is no text of such a value, or one that can't be sent */
    static Object read(ColumnDescriptor column, String text) {
        Class<?> type = Types.boxed(column.javaType());
        if (Number.class.isAssignableFrom(type) && text.length() > MOST_NUMBER_TEXT) {
            throw new IllegalArgumentException();
        }
        Object value = type.isEnum() ? constant(type, text) : READERS.get(type).apply(text);
        if (value == null || !canBeSent(value, text)) {
            throw new IllegalArgumentException();
        }
        return value;
    }

    private static Object constant(Class<?> type, String name) {
        for (Object constant : type.getEnumConstants()) {
            if (((Enum<?>) constant).name().equals(name)) {
                return constant;
            }
        }
        return null;
    }

    private static Boolean bool(String text) {
        return text.equals("true") ? Boolean.TRUE : text.equals("false") ? Boolean.FALSE : null;
    }

    private static boolean canBeSent(Object value, String text) {
        if (value instanceof String || value instanceof Character) {
            return text.indexOf('\0') < 0 && isPaired(text);
        } else if (value instanceof Number && text.length() > MOST_NUMBER_TEXT) {
            return false;
        } else if (value instanceof BigDecimal number) {
            return number.scale() <= MOST_FRACTION_DIGITS && (long) number.precision() - number.scale() <= MOST_WHOLE_DIGITS;
        } else if (value instanceof LocalDate date) {
            return date.equals(LocalDate.MAX) || date.equals(LocalDate.MIN) || within(date, LAST_DATE);
        } else if (value instanceof LocalDateTime time) {
            return time.equals(LocalDateTime.MAX) || within(time.toLocalDate(), LAST_TIMESTAMP);
        } else if (value instanceof OffsetDateTime time) {
            return time.equals(OffsetDateTime.MAX) || within(time.toLocalDate(), LAST_TIMESTAMP);
        } else if (value instanceof Instant instant) {
            return instant.equals(Instant.MAX) || !instant.isBefore(FIRST_DATE.atStartOfDay().toInstant(ZoneOffset.UTC))
                    && instant.isBefore(LAST_TIMESTAMP.atStartOfDay().toInstant(ZoneOffset.UTC));
        }
        return true;
    }

    private static boolean isPaired(String text) {
        return text.codePoints().noneMatch(each -> each >= Character.MIN_SURROGATE && each <= Character.MAX_SURROGATE);
    }

    /** A day less at each end than PostgreSQL has, for zones. */
    private static boolean within(LocalDate date, LocalDate last) {
        return !date.isBefore(FIRST_DATE.plusDays(1)) && date.isBefore(last);
    }
}
