package io.quarkiverse.strata.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.vertx.core.buffer.Buffer;
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

/** Every type with its edge values: what the server has is what was sent, and it comes back as it was. */
class ScalarRoundtripTest {

    private static Roundtrip server;

    @BeforeAll
    static void start() {
        server = new Roundtrip("CREATE TYPE mood AS ENUM ('sad', 'ok', 'very \"happy\", really', 'NULL')",
                "CREATE DOMAIN release_year AS int4 CHECK (VALUE > 1900)");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static Stream<Arguments> same() {
        UUID uuid = UUID.fromString("8c8d6d0e-7c9b-4b0e-9a30-6f4f2f4f8a11");
        Point point = new Point(1.5, -2.25);
        return Stream.of(
                arguments("bool", true, "true"), arguments("bool", false, "false"),
                arguments("int2", Short.MIN_VALUE, "-32768"), arguments("int2", Short.MAX_VALUE, "32767"),
                arguments("int4", Integer.MIN_VALUE, "-2147483648"), arguments("int4", Integer.MAX_VALUE, "2147483647"),
                arguments("int8", Long.MIN_VALUE, "-9223372036854775808"),
                arguments("bigint", Long.MAX_VALUE, "9223372036854775807"),
                arguments("float4", Float.MAX_VALUE, "3.4028235e+38"), arguments("real", 0.1f, "0.1"),
                arguments("float4", Float.NaN, "NaN"), arguments("float4", Float.NEGATIVE_INFINITY, "-Infinity"),
                arguments("float8", Double.MIN_VALUE, "5e-324"), arguments("double precision", 0.1d, "0.1"),
                arguments("float8", Double.NaN, "NaN"), arguments("float8", Double.POSITIVE_INFINITY, "Infinity"),
                arguments("numeric", new BigDecimal("123456789012345678901234567890.123456789012345678901234567890"),
                        "123456789012345678901234567890.123456789012345678901234567890"),
                arguments("numeric", new BigDecimal("-0.10"), "-0.10"),
                arguments("numeric(5,2)", new BigDecimal("999.99"), "999.99"),
                arguments("numeric", new BigInteger("99999999999999999999999999"), "99999999999999999999999999"),
                arguments("text", "", ""), arguments("text", "NULL", "NULL"),
                arguments("text", "žluťoučký kůň 🐎 \" \\ ' {a,b} \n\t", "žluťoučký kůň 🐎 \" \\ ' {a,b} \n\t"),
                arguments("varchar(3)", "🐎🐎🐎", "🐎🐎🐎"), arguments("bpchar", "ab ", "ab"), arguments("name", "pg", "pg"),
                arguments("text", 'ž', "ž"), arguments("\"char\"", 'x', "x"),
                arguments("bytea", new byte[0], "\\x"), arguments("bytea", new byte[] { 0, -1, 127 }, "\\x00ff7f"),
                arguments("bytea", Buffer.buffer("é"), "\\xc3a9"),
                arguments("uuid", uuid, uuid.toString()),
                arguments("date", LocalDate.of(2024, 2, 29), "2024-02-29"), arguments("date", LocalDate.MAX, "infinity"),
                arguments("date", LocalDate.MIN, "-infinity"), arguments("date", LocalDate.of(-4713, 11, 24), "4714-11-24 BC"),
                arguments("date", LocalDate.of(5874897, 12, 31), "5874897-12-31"),
                arguments("time", LocalTime.MIDNIGHT, "00:00:00"),
                arguments("time", LocalTime.of(23, 59, 59, 999_999_000), "23:59:59.999999"),
                arguments("timetz", OffsetTime.of(12, 30, 0, 1000, ZoneOffset.ofHoursMinutes(-3, -30)),
                        "12:30:00.000001-03:30"),
                arguments("timestamp", LocalDateTime.of(2026, 11, 22, 20, 45, 0, 123_456_000), "2026-11-22 20:45:00.123456"),
                arguments("timestamp", LocalDateTime.of(1969, 12, 31, 23, 59, 59, 999_999_000), "1969-12-31 23:59:59.999999"),
                arguments("timestamp", LocalDateTime.MAX, "infinity"),
                arguments("timestamp", LocalDateTime.of(294276, 12, 31, 23, 59, 59, 999_999_000),
                        "294276-12-31 23:59:59.999999"),
                arguments("timestamptz", OffsetDateTime.of(2026, 11, 22, 20, 45, 0, 1000, ZoneOffset.UTC),
                        "2026-11-22 20:45:00.000001+00"),
                arguments("timestamptz", OffsetDateTime.MAX, "infinity"),
                arguments("timestamptz", Instant.parse("2026-11-22T20:45:00.123456Z"), "2026-11-22 20:45:00.123456+00"),
                arguments("timestamptz", Instant.EPOCH, "1970-01-01 00:00:00+00"),
                arguments("timestamptz", Instant.MAX, "infinity"),
                arguments("interval", Interval.of(1, 2, 3, 4, 5, 6, 7), "1 year 2 mons 3 days 04:05:06.000007"),
                arguments("interval", Duration.ofSeconds(3661, 1000), "01:01:01.000001"),
                arguments("interval", Duration.ZERO, "00:00:00"),
                arguments("interval", Duration.ofSeconds(-1, 999_999_000), "-00:00:00.000001"),
                arguments("interval", Duration.ofDays(29), "29 days"), arguments("interval", Duration.ofDays(-29), "-29 days"),
                arguments("point", point, "(1.5,-2.25)"), arguments("line", new Line(1, 2, 3), "{1,2,3}"),
                arguments("lseg", new LineSegment(point, new Point(0, 0)), "[(1.5,-2.25),(0,0)]"),
                arguments("box", new Box(new Point(2, 2), new Point(1, 1)), "(2,2),(1,1)"),
                arguments("path", new Path(true, List.of(point, new Point(0, 0))), "[(1.5,-2.25),(0,0)]"),
                arguments("polygon", new Polygon(List.of(point, new Point(0, 0))), "((1.5,-2.25),(0,0))"),
                arguments("circle", new Circle(point, 3), "<(1.5,-2.25),3>"),
                arguments("money", new Money(new BigDecimal("-1234.5")), "-$1,234.50"),
                arguments("mood", Mood.VERY_HAPPY, "very \"happy\", really"), arguments("mood", Mood.NONE, "NULL"),
                arguments("text", Mood.SAD, "sad"), arguments("tsvector", "'cat' 'sat'", "'cat' 'sat'"),
                arguments("tsquery", "'cat' & 'sat'", "'cat' & 'sat'"), arguments("int4range", "[1,5)", "[1,5)"));
    }

    @BeforeAll
    static void labels() {
        Mood.register();
    }

    @ParameterizedTest
    @MethodSource("same")
    void keepsTheValue(String type, Object value, String text) {
        assertThat(server.text(type, value)).isEqualTo(text);
        Class<?> wanted = value instanceof Buffer ? Buffer.class : value.getClass();
        assertThat((Object) server.echo(type, value, wanted)).isEqualTo(value);
    }

    static Stream<Arguments> converted() {
        Instant instant = Instant.parse("2026-11-22T20:45:00.123456Z");
        return Stream.of(
                arguments("int8", 5, 5L), arguments("int8", new BigDecimal("5.00"), 5L), arguments("int4", 5L, 5),
                arguments("int2", (byte) 5, (short) 5), arguments("int4", 5.0, 5), arguments("int8", new BigInteger("7"), 7L),
                arguments("float8", 5, 5.0), arguments("float8", 1L << 53, 9007199254740992.0), arguments("float4", 0.1, 0.1f),
                arguments("float8", new BigDecimal("0.1"), 0.1), arguments("numeric", 0.1, new BigDecimal("0.1")),
                arguments("numeric", 0.1f, new BigDecimal("0.1")), arguments("numeric", 7, new BigDecimal("7")),
                arguments("numeric(4,1)", new BigDecimal("7.100"), new BigDecimal("7.1")),
                arguments("text", new StringBuilder("abc"), "abc"), arguments("int4", Optional.of(5), 5),
                arguments("timestamptz", instant.plusNanos(999), instant),
                arguments("timestamptz", Instant.parse("1960-01-01T00:00:00.000000999Z"),
                        Instant.parse("1960-01-01T00:00:00Z")),
                arguments("timestamptz", instant.atZone(ZoneId.of("Europe/Prague")), instant),
                arguments("timestamptz", instant.atOffset(ZoneOffset.ofHours(5)), instant),
                arguments("timestamp", LocalDateTime.of(2026, 1, 1, 0, 0, 0, 1999),
                        LocalDateTime.of(2026, 1, 1, 0, 0, 0, 1000)),
                arguments("time", LocalTime.MAX, LocalTime.of(23, 59, 59, 999_999_000)),
                arguments("timetz", OffsetTime.of(LocalTime.MAX, ZoneOffset.UTC),
                        OffsetTime.of(LocalTime.of(23, 59, 59, 999_999_000), ZoneOffset.UTC)),
                arguments("interval", Period.of(1, 2, 3), Interval.of(1, 2, 3)),
                arguments("interval", Interval.of(0, 0, 0, 25), Duration.ofHours(25)),
                arguments("money", new BigDecimal("1.50"), new BigDecimal("1.5")), arguments("release_year", 2006, 2006));
    }

    @ParameterizedTest
    @MethodSource("converted")
    void convertsWhereThatIsExact(String type, Object value, Object expected) {
        assertThat((Object) server.echo(type, value, expected.getClass())).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("types")
    void keepsNull(String type) {
        assertThat((Object) server.echo(type, null, String.class)).isNull();
        assertThat((Object) server.echo(type, Optional.empty(), String.class)).isNull();
    }

    static Stream<String> types() {
        return Stream.of("bool", "int2", "int4", "int8", "float4", "float8", "numeric", "text", "bytea", "uuid", "date", "time",
                "timetz", "timestamp", "timestamptz", "interval", "json", "jsonb", "point", "inet", "cidr", "money", "mood",
                "int4[]", "mood[]");
    }

    @Test
    void keepsAddresses() throws UnknownHostException {
        Inet inet = server.echo("inet", InetAddress.getByName("10.0.0.1"), Inet.class);
        assertThat(inet.getAddress().getHostAddress()).isEqualTo("10.0.0.1");
        assertThat(server.text("inet", new Inet().setAddress(InetAddress.getByName("::1")).setNetmask(64))).isEqualTo("::1/64");
        Cidr cidr = new Cidr().setAddress(InetAddress.getByName("10.1.0.0")).setNetmask(16);
        assertThat(server.text("cidr", cidr)).isEqualTo("10.1.0.0/16");
        assertThat(server.echo("cidr", cidr, Cidr.class).getNetmask()).isEqualTo(16);
    }

    @Test
    void readsTheServersInfinities() {
        assertThat(server.read("'infinity'::timestamptz", Instant.class)).isEqualTo(Instant.MAX);
        assertThat(server.read("'-infinity'::timestamptz", Instant.class)).isEqualTo(Instant.MIN);
        assertThat(server.read("'infinity'::timestamptz", OffsetDateTime.class)).isEqualTo(OffsetDateTime.MAX);
        assertThat(server.read("'-infinity'::timestamptz", OffsetDateTime.class)).isEqualTo(OffsetDateTime.MIN);
        assertThat(server.read("'-infinity'::timestamptz", Object.class)).isEqualTo(OffsetDateTime.MIN);
        assertThat(server.read("'infinity'::timestamp", LocalDateTime.class)).isEqualTo(LocalDateTime.MAX);
        assertThat(server.read("'-infinity'::timestamp", LocalDateTime.class)).isEqualTo(LocalDateTime.MIN);
        assertThat(server.read("'-infinity'::date", LocalDate.class)).isEqualTo(LocalDate.MIN);
        assertThat(server.read("'4714-11-24 00:00 BC'::timestamp", LocalDateTime.class))
                .isEqualTo(LocalDateTime.of(-4713, 11, 24, 0, 0));
    }

    @Test
    void widensAndNarrowsNumbersExactly() {
        assertThat(server.read("5::int2", Long.class)).isEqualTo(5L);
        assertThat(server.read("5::int8", Integer.class)).isEqualTo(5);
        assertThat(server.read("5::int4", BigDecimal.class)).isEqualTo("5");
        assertThat(server.read("5.00::numeric", Long.class)).isEqualTo(5L);
        assertThat(server.read("0.1::numeric", Double.class)).isEqualTo(0.1);
        assertThat(server.read("0.5::float8", Float.class)).isEqualTo(0.5f);
        assertThat(server.read("0.1::float8", BigDecimal.class)).isEqualTo("0.1");
        assertThat(server.read("'NaN'::numeric", Double.class)).isNaN();
        assertThat(server.read("0.00::numeric", BigInteger.class)).isEqualTo("0");
        assertThat(server.read("5::int4", int.class)).isEqualTo(5);
    }

    @Test
    void readsAnythingAsObject() {
        assertThat(server.read("5::int4", Object.class)).isEqualTo(5);
        assertThat(server.read("1.5", Object.class)).isEqualTo(new BigDecimal("1.5"));
        assertThat(server.read("'2026-01-01'::date", Object.class)).isEqualTo(LocalDate.of(2026, 1, 1));
        assertThat(server.read("'null'::jsonb", Object.class)).isNull();
        assertThat(server.read("NULL::int4", Object.class)).isNull();
    }
}
