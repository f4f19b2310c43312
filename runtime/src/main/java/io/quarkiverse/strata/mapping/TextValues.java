package io.quarkiverse.strata.mapping;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
import io.vertx.sqlclient.data.Numeric;

/**
 * Single values from the text that PostgreSQL has for them, by the class that is wanted; settings as a new session has them.
 */
final class TextValues {

    private static final Pattern DATE = Pattern.compile("(\\d{4,})-(\\d\\d)-(\\d\\d)");
    private static final Pattern ZONE = Pattern.compile("(.*)([+-]\\d\\d)(:\\d\\d)?(:\\d\\d)?");
    private static final Pattern NUMBER = Pattern.compile("[-+]?(?:\\d+\\.?\\d*(?:[eE][-+]?\\d+)?|Infinity|NaN)");
    private static final Pattern INTERVAL = Pattern.compile("(?:(-?\\d+) years? ?)?(?:([-+]?\\d+) mons? ?)?"
            + "(?:([-+]?\\d+) days? ?)?(?:([-+]?)(\\d+):(\\d\\d):(\\d\\d)(?:\\.(\\d{1,6}))?)?");

    private static final Map<Class<?>, Function<String, Object>> BY_CLASS = new HashMap<>();

    static {
        BY_CLASS.put(Boolean.class, TextValues::bool);
        BY_CLASS.put(Short.class, text -> (short) Numbers.toLong(numeric(text), Short.MIN_VALUE, Short.MAX_VALUE, "short"));
        BY_CLASS.put(Integer.class, text -> (int) Numbers.toLong(numeric(text), Integer.MIN_VALUE, Integer.MAX_VALUE, "int"));
        BY_CLASS.put(Long.class, text -> Numbers.toLong(numeric(text), Long.MIN_VALUE, Long.MAX_VALUE, "long"));
        BY_CLASS.put(BigInteger.class, text -> Numbers.toBigInteger(numeric(text)));
        BY_CLASS.put(BigDecimal.class, text -> Numbers.toBigDecimal(numeric(text)));
        BY_CLASS.put(Float.class, Float::valueOf);
        BY_CLASS.put(Double.class, Double::valueOf);
        BY_CLASS.put(Buffer.class, text -> Buffer.buffer(bytes(text)));
        BY_CLASS.put(byte[].class, TextValues::bytes);
        BY_CLASS.put(UUID.class, UUID::fromString);
        BY_CLASS.put(LocalDate.class, text -> infinite(text, LocalDate.MAX, LocalDate.MIN, TextValues::date));
        BY_CLASS.put(LocalTime.class, LocalTime::parse);
        BY_CLASS.put(OffsetTime.class, text -> OffsetTime.of(LocalTime.parse(zone(text).group(1)), offset(zone(text))));
        BY_CLASS.put(LocalDateTime.class,
                text -> infinite(text, LocalDateTime.MAX, LocalDateTime.MIN, TextValues::timestamp));
        BY_CLASS.put(OffsetDateTime.class,
                text -> infinite(text, OffsetDateTime.MAX, OffsetDateTime.MIN, TextValues::timestamptz));
        BY_CLASS.put(Instant.class,
                text -> infinite(text, Instant.MAX, Instant.MIN, time -> timestamptz(time).toInstant()));
        BY_CLASS.put(Interval.class, TextValues::interval);
        BY_CLASS.put(Duration.class, text -> Intervals.duration(interval(text)));
        BY_CLASS.put(JsonObject.class, text -> text.equals("null") ? null : new JsonObject(text));
        BY_CLASS.put(JsonArray.class, text -> text.equals("null") ? null : new JsonArray(text));
        BY_CLASS.put(Inet.class, TextValues::inet);
        BY_CLASS.put(Cidr.class, Texts::cidr);
        BY_CLASS.put(Money.class, text -> new Money(new BigDecimal(text)));
        shapes();
    }

    private TextValues() {
    }

    private static void shapes() {
        BY_CLASS.put(Point.class, text -> points(text).get(0));
        BY_CLASS.put(Line.class, text -> new Line(doubles(text).get(0), doubles(text).get(1), doubles(text).get(2)));
        BY_CLASS.put(LineSegment.class, text -> new LineSegment(points(text).get(0), points(text).get(1)));
        BY_CLASS.put(Box.class, text -> new Box(points(text).get(0), points(text).get(1)));
        BY_CLASS.put(Path.class, text -> new Path(text.startsWith("["), points(text)));
        BY_CLASS.put(Polygon.class, text -> new Polygon(points(text)));
        BY_CLASS.put(Circle.class, text -> new Circle(points(text).get(0), doubles(text).get(2)));
    }

    /** The decoder of a class with its text form. */
    static Decoder with(Class<?> type, Decoder decoder) {
        Function<String, Object> parser = BY_CLASS.get(type);
        return parser == null ? decoder : new Decoder() {
            @Override
            public Object decode(Object raw) {
                return decoder.decode(raw);
            }

            @Override
            public Object parse(String text) {
                try {
                    return parser.apply(text);
                } catch (ConversionException e) {
                    throw e;
                } catch (DateTimeException | IllegalArgumentException | IndexOutOfBoundsException e) {
                    throw unreadable(type);
                }
            }
        };
    }

    static ConversionException unreadable(Class<?> type) {
        return new ConversionException("its text is no " + type.getTypeName() + " in PostgreSQL's own notation. Use the class "
                + "of that type, with DateStyle, IntervalStyle and bytea_output as PostgreSQL has them by default");
    }

    private static Object bool(String text) {
        return switch (text) {
            case "t", "true" -> true;
            case "f", "false" -> false;
            default -> throw unreadable(Boolean.class);
        };
    }

    private static Number numeric(String text) {
        return Numeric.parse(text);
    }

    private static byte[] bytes(String text) {
        if (!text.startsWith("\\x")) {
            throw unreadable(byte[].class);
        }
        return HexFormat.of().parseHex(text.substring(2));
    }

    private static <T> T infinite(String text, T max, T min, Function<String, T> finite) {
        return text.equals("infinity") ? max : text.equals("-infinity") ? min : finite.apply(text);
    }

    private static LocalDate date(String text) {
        boolean before = text.endsWith(" BC");
        Matcher date = DATE.matcher(before ? text.substring(0, text.length() - 3) : text);
        if (!date.matches()) {
            throw unreadable(LocalDate.class);
        }
        int year = Integer.parseInt(date.group(1));
        return LocalDate.of(before ? 1 - year : year, Integer.parseInt(date.group(2)), Integer.parseInt(date.group(3)));
    }

    private static LocalDateTime timestamp(String text) {
        int space = text.indexOf(' ');
        boolean before = text.endsWith(" BC");
        String time = before ? text.substring(space + 1, text.length() - 3) : text.substring(space + 1);
        return LocalDateTime.of(date(text.substring(0, space) + (before ? " BC" : "")), LocalTime.parse(time));
    }

    private static OffsetDateTime timestamptz(String text) {
        boolean before = text.endsWith(" BC");
        Matcher zone = zone(before ? text.substring(0, text.length() - 3) : text);
        return timestamp(zone.group(1) + (before ? " BC" : "")).atOffset(offset(zone)).withOffsetSameInstant(ZoneOffset.UTC);
    }

    private static Matcher zone(String text) {
        Matcher zone = ZONE.matcher(text);
        if (!zone.matches()) {
            throw unreadable(OffsetDateTime.class);
        }
        return zone;
    }

    private static ZoneOffset offset(Matcher zone) {
        return ZoneOffset.of(zone.group(2) + (zone.group(3) == null ? ":00" : zone.group(3))
                + (zone.group(4) == null ? "" : zone.group(4)));
    }

    private static Interval interval(String text) {
        Matcher parts = INTERVAL.matcher(text);
        if (text.isEmpty() || !parts.matches()) {
            throw unreadable(Interval.class);
        }
        int sign = "-".equals(parts.group(4)) ? -1 : 1;
        String micros = parts.group(8) == null ? "0" : (parts.group(8) + "00000").substring(0, 6);
        return Intervals.normal(part(parts, 1), part(parts, 2), part(parts, 3), sign * (part(parts, 5) * 3600L
                + part(parts, 6) * 60L + part(parts, 7)), sign * Integer.parseInt(micros));
    }

    private static int part(Matcher parts, int group) {
        return parts.group(group) == null ? 0 : Integer.parseInt(parts.group(group));
    }

    private static Inet inet(String text) {
        Cidr parts = Texts.cidr(text);
        Inet inet = new Inet().setAddress((InetAddress) parts.getAddress());
        return parts.getNetmask() == null ? inet : inet.setNetmask(parts.getNetmask());
    }

    private static List<Double> doubles(String text) {
        List<Double> numbers = new ArrayList<>();
        Matcher number = NUMBER.matcher(text);
        while (number.find()) {
            numbers.add(Double.valueOf(number.group()));
        }
        return numbers;
    }

    private static List<Point> points(String text) {
        List<Double> numbers = doubles(text);
        List<Point> points = new ArrayList<>();
        for (int i = 0; i + 1 < numbers.size(); i += 2) {
            points.add(new Point(numbers.get(i), numbers.get(i + 1)));
        }
        return points;
    }
}
