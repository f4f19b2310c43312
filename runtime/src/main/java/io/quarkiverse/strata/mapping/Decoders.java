package io.quarkiverse.strata.mapping;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

import com.fasterxml.jackson.databind.JavaType;

import io.quarkiverse.strata.sql.EnumLabels;
import io.quarkiverse.strata.sql.MultiRange;
import io.quarkiverse.strata.sql.Range;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.data.Box;
import io.vertx.pgclient.data.Cidr;
import io.vertx.pgclient.data.Circle;
import io.vertx.pgclient.data.Inet;
import io.vertx.pgclient.data.Interval;
import io.vertx.pgclient.data.Line;
import io.vertx.pgclient.data.LineSegment;
import io.vertx.pgclient.data.Money;
import io.vertx.pgclient.data.Path;
import io.vertx.pgclient.data.Point;
import io.vertx.pgclient.data.Polygon;
import io.vertx.sqlclient.Tuple;
import io.vertx.sqlclient.data.Numeric;

/** The decoders of single values, by the class that is wanted. */
final class Decoders {

    private static final Map<Class<?>, Class<?>> BOXES = Map.of(boolean.class, Boolean.class, short.class, Short.class,
            int.class, Integer.class, long.class, Long.class, float.class, Float.class, double.class, Double.class,
            char.class, Character.class);

    private static final Map<Class<?>, Decoder> BY_CLASS = new HashMap<>();

    static {
        for (Class<?> asItIs : List.of(Boolean.class, String.class, Buffer.class, UUID.class, LocalDate.class,
                LocalTime.class, OffsetTime.class, Point.class, Line.class, LineSegment.class, Box.class, Path.class,
                Polygon.class, Circle.class, Inet.class, Money.class)) {
            BY_CLASS.put(asItIs, raw -> cast(asItIs, raw));
        }
        number(Short.class, n -> (short) Numbers.toLong(n, Short.MIN_VALUE, Short.MAX_VALUE, "short"));
        number(Integer.class, n -> (int) Numbers.toLong(n, Integer.MIN_VALUE, Integer.MAX_VALUE, "int"));
        number(Long.class, n -> Numbers.toLong(n, Long.MIN_VALUE, Long.MAX_VALUE, "long"));
        number(Float.class, Numbers::toFloat);
        number(Double.class, Numbers::toDouble);
        number(BigInteger.class, Numbers::toBigInteger);
        BY_CLASS.put(BigDecimal.class, raw -> raw instanceof Money money ? money.bigDecimalValue()
                : Numbers.toBigDecimal(cast(Number.class, raw, BigDecimal.class)));
        BY_CLASS.put(Character.class, raw -> character(cast(String.class, raw, Character.class)));
        BY_CLASS.put(byte[].class, raw -> cast(Buffer.class, raw, byte[].class).getBytes());
        BY_CLASS.put(LocalDateTime.class, raw -> Times.fromTimestamp(cast(LocalDateTime.class, raw)));
        BY_CLASS.put(OffsetDateTime.class, raw -> Times.fromTimestamptz(cast(OffsetDateTime.class, raw)));
        BY_CLASS.put(Instant.class, raw -> Times.instant(cast(OffsetDateTime.class, raw, Instant.class)));
        BY_CLASS.put(Interval.class, raw -> Intervals.read(cast(Interval.class, raw)));
        BY_CLASS.put(Duration.class, raw -> Intervals.duration(cast(Interval.class, raw, Duration.class)));
        BY_CLASS.put(JsonObject.class, raw -> json(JsonObject.class, raw));
        BY_CLASS.put(JsonArray.class, raw -> json(JsonArray.class, raw));
        BY_CLASS.put(Cidr.class, raw -> raw instanceof String text ? Texts.cidr(text) : cast(Cidr.class, raw));
        BY_CLASS.put(Object.class, Decoders::anything);
        BY_CLASS.replaceAll(TextValues::with);
    }

    private Decoders() {
    }

    static Class<?> box(Class<?> type) {
        return BOXES.getOrDefault(type, type);
    }

    /** The decoder for a class, arrays included. */
    @SuppressWarnings({ "unchecked", "rawtypes" })
    static Decoder of(Class<?> type) {
        Decoder known = BY_CLASS.get(box(type));
        if (known != null) {
            return known;
        }
        if (type.isEnum()) {
            return labels((Class) type);
        }
        if (type.isArray() && type.getComponentType() != byte.class && type.getComponentType() != char.class) {
            return ArrayDecoders.array(type.getComponentType(), of(type.getComponentType()));
        }
        if (type.isRecord()) {
            return Decoder.ofText(type.getTypeName(), text -> Composites.read(type, text));
        }
        throw unknown(type);
    }

    /** The decoder for a class with its type arguments. */
    static Decoder of(JavaType type) {
        Class<?> raw = type.getRawClass();
        if (raw == List.class) {
            return ArrayDecoders.list(type.containedType(0).toCanonical(), of(type.containedType(0)));
        }
        if (raw.isArray() && type.getContentType().hasGenericTypes()) {
            return ArrayDecoders.array(raw.getComponentType(), of(type.getContentType()));
        }
        if (raw == Range.class) {
            Decoder bounds = of(type.containedType(0));
            return Decoder.ofText("Range", text -> Literal.range(text, bounds));
        }
        if (raw == MultiRange.class) {
            Decoder bounds = of(type.containedType(0));
            return Decoder.ofText("MultiRange", text -> Literal.multiRange(text, bounds));
        }
        if (raw == Map.class) {
            return Decoder.ofText("Map", Literal::hstore);
        }
        return of(raw);
    }

    static IllegalArgumentException unknown(Class<?> type) {
        return new IllegalArgumentException("STRATA-1310: A column can't be read as " + type.getTypeName() + ". Ask for a "
                + "class that a component of a @Table record may have, or read it as JsonObject, or as String with ::text in "
                + "the statement.");
    }

    static <E extends Enum<E>> Decoder labels(Class<E> type) {
        return raw -> {
            E constant = EnumLabels.of(type).constant(cast(String.class, raw, type));
            if (constant == null) {
                throw new ConversionException("its label has no constant in " + type.getName()
                        + ". Add the constant, or the @Label that gives it this label");
            }
            return constant;
        };
    }

    static <V> V cast(Class<V> type, Object raw) {
        return cast(type, raw, type);
    }

    static <V> V cast(Class<V> type, Object raw, Class<?> wanted) {
        if (type.isInstance(raw)) {
            return type.cast(raw);
        }
        throw mismatch(raw, wanted.getTypeName());
    }

    static ConversionException mismatch(Object raw, String wanted) {
        return new ConversionException("it is " + Wire.describe(raw) + ", which can't become " + wanted
                + ". Use the class of that type, or cast the column in the statement");
    }

    private static void number(Class<?> type, Function<Number, Object> exact) {
        BY_CLASS.put(type, raw -> exact.apply(cast(Number.class, raw, type)));
    }

    private static Character character(String text) {
        if (text.length() != 1) {
            throw new ConversionException("it is text that isn't one char long. Use String");
        }
        return text.charAt(0);
    }

    private static Object json(Class<?> type, Object raw) {
        return raw == Tuple.JSON_NULL ? null : cast(type, raw);
    }

    private static Object anything(Object raw) {
        if (raw instanceof Numeric numeric) {
            return Numbers.toBigDecimal(numeric);
        }
        if (raw instanceof OffsetDateTime time) {
            return Times.fromTimestamptz(time);
        }
        if (raw instanceof LocalDateTime time) {
            return Times.fromTimestamp(time);
        }
        if (raw instanceof Interval interval) {
            return Intervals.read(interval);
        }
        return raw == Tuple.JSON_NULL ? null : raw;
    }
}
