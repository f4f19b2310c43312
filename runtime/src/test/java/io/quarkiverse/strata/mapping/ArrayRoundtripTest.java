package io.quarkiverse.strata.mapping;

import static io.quarkiverse.strata.mapping.Roundtrip.parameter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.vertx.core.buffer.Buffer;
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

/** Arrays of every type, as Java arrays and as lists, with null elements and none at all. */
class ArrayRoundtripTest {

    private static Roundtrip server;

    @BeforeAll
    static void start() {
        Mood.register();
        server = new Roundtrip("CREATE TYPE mood AS ENUM ('sad', 'ok', 'very \"happy\", really', 'NULL')");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static Stream<Arguments> arrays() throws UnknownHostException {
        Point point = new Point(1, 2);
        Inet inet = new Inet().setAddress(InetAddress.getByName("10.0.0.1"));
        return Stream.of(arguments("bool[]", new Boolean[] { true, null, false }),
                arguments("int2[]", new Short[] { Short.MIN_VALUE, null, Short.MAX_VALUE }),
                arguments("int4[]", new Integer[] { Integer.MIN_VALUE, null, Integer.MAX_VALUE }),
                arguments("int8[]", new Long[] { Long.MIN_VALUE, null, Long.MAX_VALUE }), arguments("int8[]", new Long[0]),
                arguments("int4[]", new Integer[] { null }),
                arguments("float4[]", new Float[] { 0.1f, null, Float.NaN }),
                arguments("float8[]", new Double[] { 0.1, null, Double.NEGATIVE_INFINITY }),
                arguments("numeric[]", new BigDecimal[] { new BigDecimal("1.10"), null, new BigDecimal("1e-20") }),
                arguments("numeric[]", new BigInteger[] { BigInteger.TEN, null }),
                arguments("text[]", new String[] { "", "NULL", null, "a,b", "{}", "\"q\" \\ \\\\", "žluť 🐎", " ", "x\ny" }),
                arguments("varchar(9)[]", new String[] { "a" }), arguments("text[]", new String[0]),
                arguments("text[]", new Character[] { 'a', '"' }),
                arguments("bytea[]", new byte[][] { {}, { 0, -1 }, null }),
                arguments("bytea[]", new Buffer[] { Buffer.buffer("a") }),
                arguments("uuid[]", new UUID[] { new UUID(1, 2), null }),
                arguments("date[]", new LocalDate[] { LocalDate.MAX, null, LocalDate.EPOCH }),
                arguments("time[]", new LocalTime[] { LocalTime.NOON, null }),
                arguments("timetz[]", new OffsetTime[] { OffsetTime.of(1, 2, 3, 0, ZoneOffset.ofHours(2)), null }),
                arguments("timestamp[]", new LocalDateTime[] { LocalDateTime.MAX, null, LocalDateTime.of(2026, 1, 1, 0, 0) }),
                arguments("timestamptz[]", new OffsetDateTime[] { OffsetDateTime.MAX, null }),
                arguments("timestamptz[]", new Instant[] { Instant.MAX, null, Instant.EPOCH }),
                arguments("interval[]", new Interval[] { Interval.of(1, 2, 3), null }),
                arguments("interval[]", new Duration[] { Duration.ofHours(5), null }),
                arguments("point[]", new Point[] { point, null }), arguments("line[]", new Line[] { new Line(1, 2, 3), null }),
                arguments("lseg[]", new LineSegment[] { new LineSegment(point, point), null }),
                arguments("box[]", new Box[] { new Box(new Point(3, 3), point), null }),
                arguments("path[]", new Path[] { new Path(false, List.of(point)), null }),
                arguments("polygon[]", new Polygon[] { new Polygon(List.of(point)), null }),
                arguments("circle[]", new Circle[] { new Circle(point, 1), null }),
                arguments("money[]", new Money[] { new Money(new BigDecimal("1.5")), null }),
                arguments("mood[]", new Mood[] { Mood.VERY_HAPPY, null, Mood.NONE, Mood.SAD }),
                arguments("mood[]", new Mood[0]),
                arguments("jsonb[]", new JsonObject[] { new JsonObject().put("a", "NULL,\"{}\\"), null }),
                arguments("json[]", new JsonObject[] { new JsonObject() }));
    }

    @ParameterizedTest
    @MethodSource("arrays")
    void keepsArrays(String type, Object array) {
        assertThat((Object) server.echo(type, array, array.getClass())).isEqualTo(array);
    }

    @ParameterizedTest
    @MethodSource("arrays")
    void keepsLists(String type, Object[] array) {
        Class<?> element = array.getClass().getComponentType();
        MappedColumn column = MappedColumn.list("values", "value", type, element);
        Object list = server.rows("SELECT " + (type.startsWith("json") ? "$1::text[]::" : "$1::") + type + " AS value",
                io.quarkiverse.strata.sql.Shape.row(), parameter(type, Arrays.asList(array))).stream()
                .map(row -> column.decode(raw(row), getClass())).findFirst().orElseThrow();
        assertThat(Objects.deepEquals(((List<?>) list).toArray(), array)).isTrue();
    }

    private static Object raw(io.quarkiverse.strata.sql.Row row) {
        return ((ResultRow) row).raw(0);
    }

    @Test
    void takesPrimitiveArraysAndAnyCollection() {
        assertThat(server.echo("int4[]", new int[] { 1, 2 }, int[].class)).containsExactly(1, 2);
        assertThat(server.echo("int8[]", new long[0], long[].class)).isEmpty();
        assertThat(server.echo("float8[]", new double[] { 0.5 }, double[].class)).containsExactly(0.5);
        assertThat(server.echo("bool[]", new boolean[] { true }, boolean[].class)).containsExactly(true);
        assertThat(server.echo("int8[]", Set.of(7), Long[].class)).containsExactly(7L);
        assertThat(server.echo("int8[]", List.of(Optional.of(7L), Optional.empty()), Long[].class)).containsExactly(7L, null);
        assertThat(server.text("cidr[]", List.of(Texts.cidr("10.1.0.0/16")))).isEqualTo("{10.1.0.0/16}");
        assertThat(server.read("'{10.1.0.0/16}'::cidr[]", Cidr[].class)[0].getNetmask()).isEqualTo(16);
        assertThat(server.read("'{10.0.0.1}'::inet[]", Inet[].class)[0].getAddress().getHostAddress()).isEqualTo("10.0.0.1");
    }

    @Test
    void bulkRowsOfArraysTravelAsLiterals() {
        List<List<Object>> rows = List.of(Arrays.asList("a", null, "NULL", "\"\\,{}"), List.of());
        assertThat(server.scalar("SELECT array_agg(x::text[]::text) FROM unnest($1::text[]) WITH ORDINALITY u(x, n)",
                String[].class,
                parameter("text[]", rows))).containsExactly("{a,NULL,\"NULL\",\"\\\"\\\\,{}\"}", "{}");
        assertThat(bulk("int8[]", List.of(List.of(1L, 2), List.of()))).containsExactly("{1,2}", "{}");
        assertThat(bulk("mood[]", Arrays.asList(List.of(Mood.VERY_HAPPY), null))).containsExactly(
                "{\"very \\\"happy\\\", really\"}",
                null);
        assertThat(bulk("timestamptz[]", List.of(List.of(Instant.EPOCH, Instant.MAX)))).containsExactly(
                "{\"1970-01-01 00:00:00+00\",infinity}");
        assertThat(bulk("date[]", List.of(List.of(LocalDate.of(-43, 3, 15), LocalDate.of(12345, 1, 1)))))
                .containsExactly("{\"0044-03-15 BC\",12345-01-01}");
        assertThat(bulk("timestamp[]", List.of(List.of(LocalDateTime.of(-43, 3, 15, 1, 2))))).containsExactly(
                "{\"0044-03-15 01:02:00 BC\"}");
        assertThat(bulk("bytea[]", List.of(List.of(new byte[] { 1, -1 })))).containsExactly("{\"\\\\x01ff\"}");
        assertThat(bulk("interval[]", List.of(List.of(Duration.ofMinutes(-90))))).containsExactly("{-01:30:00}");
        assertThat(bulk("numeric[]", List.of(List.of(new BigDecimal("1E+3"))))).containsExactly("{1000}");
        assertThat(bulk("float8[]", List.of(new double[] { Double.NaN, 1e300 }))).containsExactly("{NaN,1e+300}");
    }

    private static String[] bulk(String type, Object rows) {
        return server.scalar(
                "SELECT array_agg(x::" + type + "::text ORDER BY n) FROM unnest($1::text[]) WITH ORDINALITY u(x, n)",
                String[].class, parameter(type, rows));
    }

    @Test
    void bulkRowsOfTextCarryArraysOfAnyType() {
        assertThat(server.scalar("SELECT array_agg(x::int8[]::text) FROM unnest($1::text[]) u(x)", String[].class,
                parameter("text[]", List.of(List.of(1L, 2L))))).containsExactly("{1,2}");
    }

    @Test
    void refusesWhatIsNoFlatArray() {
        assertThatThrownBy(() -> server.echo("int4[]", Arrays.asList(1, List.of(1)), int[].class))
                .hasMessage(
                        "STRATA-1322: The value of $1 (int4[]) doesn't fit: it mixes arrays with single values. Pass one or "
                                + "the other.");
        assertThatThrownBy(() -> server.echo("int4[]", 5, int[].class))
                .hasMessage(
                        "STRATA-1322: The value of $1 (int4[]) doesn't fit: a java.lang.Integer is no array. Pass a List or "
                                + "an array.");
        assertThatThrownBy(() -> server.echo("int4", List.of(5), int.class))
                .hasMessage("STRATA-1322: The value of $1 (int4) doesn't fit: it is a list or an array, where one value is "
                        + "expected. Use in(…) for lists, or an array type.");
        assertThatThrownBy(() -> server.echo("int4[]", List.of(5L, 1L << 40), int[].class))
                .hasMessage(
                        "STRATA-1322: The value of $1 (int4[]) doesn't fit: it is out of the range of int4. Use a type that "
                                + "can hold it.");
        assertThatThrownBy(() -> server.read("ARRAY[1, NULL]", int[].class))
                .hasMessage(
                        "STRATA-1308: The column \"value\" can't be read as int[]: its array has a null element, which int[] "
                                + "can't hold. Use Integer[] or a List.");
        assertThatThrownBy(() -> server.read("5", int[].class))
                .hasMessage("STRATA-1308: The column \"value\" can't be read as int[]: it is of type int4, which can't become "
                        + "int[]. Use the class of that type, or cast the column in the statement.");
    }

    @Test
    void readsArraysOfTwoDimensionsAsTheDriverDoes() {
        assertThat(server.read("ARRAY[[1,2],[3,4]]", Integer[].class)).isNull();
    }
}
