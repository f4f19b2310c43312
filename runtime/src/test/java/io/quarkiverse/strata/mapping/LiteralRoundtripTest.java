package io.quarkiverse.strata.mapping;

import static io.quarkiverse.strata.mapping.Roundtrip.parameter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.strata.sql.Range;
import io.vertx.core.buffer.Buffer;
import io.vertx.pgclient.data.Box;
import io.vertx.pgclient.data.Circle;
import io.vertx.pgclient.data.Interval;
import io.vertx.pgclient.data.Line;
import io.vertx.pgclient.data.LineSegment;
import io.vertx.pgclient.data.Path;
import io.vertx.pgclient.data.Point;
import io.vertx.pgclient.data.Polygon;

/** Values in PostgreSQL's own notation: random ones through the server, the parts that are hard to read one by one. */
class LiteralRoundtripTest {

    private static final String[] PIECES = { "a", "NULL", "null", "\"", "\\", "{", "}", ",", "(", ")", "[", "]", "=>", "=", "'",
            " ", "\n", "\t", "ž", "🐎", ";", "$1", ":x", "infinity", "empty" };

    private static Roundtrip server;
    private final Random random = new Random(7);

    @BeforeAll
    static void start() {
        server = new Roundtrip("CREATE EXTENSION hstore", "CREATE TYPE text_range AS RANGE (subtype = text, collation = \"C\")",
                "CREATE TYPE pair AS (a text, b text, c text[])");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private String word() {
        StringBuilder word = new StringBuilder();
        for (int i = random.nextInt(5); i > 0; i--) {
            word.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return word.toString();
    }

    private String maybe() {
        return random.nextInt(4) == 0 ? null : word();
    }

    @Test
    void keepsRandomArraysOfDimensions() {
        for (int round = 0; round < 60; round++) {
            int inner = 1 + random.nextInt(3);
            List<Object> rows = new ArrayList<>();
            for (int i = 1 + random.nextInt(3); i > 0; i--) {
                List<Object> row = new ArrayList<>();
                for (int j = 0; j < inner; j++) {
                    row.add(maybe());
                }
                rows.add(row);
            }
            String text = server.scalar("SELECT $1::text::text[][]::text", String.class, parameter("text[][]", rows));
            assertThat(Literal.array(text)).isEqualTo(rows);
        }
    }

    @Test
    void keepsRandomPairs() {
        for (int round = 0; round < 60; round++) {
            Map<String, String> pairs = new HashMap<>();
            for (int i = random.nextInt(5); i > 0; i--) {
                pairs.put(word(), maybe());
            }
            String text = server.scalar("SELECT $1::hstore::text", String.class, parameter("hstore", pairs));
            assertThat(Literal.hstore(text)).isEqualTo(pairs);
        }
    }

    @Test
    void keepsRandomRangesOfText() {
        for (int round = 0; round < 60; round++) {
            String lower = word();
            Range<String> range = new Range<>(lower, random.nextBoolean() ? lower + word() + "z" : null, true, false, false);
            String text = server.scalar("SELECT $1::text_range::text", String.class, parameter("text_range", range));
            assertThat(Literal.range(text, Decoders.of(String.class))).isEqualTo(range);
        }
    }

    @Test
    void keepsRandomComposites() {
        for (int round = 0; round < 60; round++) {
            List<String> fields = Arrays.asList(maybe(), maybe());
            String text = server.scalar("SELECT ROW($1::text, $2::text, ARRAY[$1::text])::pair::text", String.class,
                    parameter("text", fields.get(0)), parameter("text", fields.get(1)));
            List<String> read = Literal.composite(text);
            assertThat(read.subList(0, 2)).isEqualTo(fields);
            assertThat(Literal.array(read.get(2))).containsExactly(fields.get(0));
        }
    }

    @Test
    void readsEveryClassFromItsText() {
        same("true", Boolean.class, "true::bool");
        same("f", Boolean.class, "false::bool");
        for (Object[] each : new Object[][] { { Short.class, "'-32768'::int2" }, { Integer.class, "2147483647" },
                { Long.class, "'-9223372036854775808'::int8" }, { BigDecimal.class, "1.10::numeric" },
                { BigDecimal.class, "1e-30::numeric" }, { Float.class, "0.1::float4" }, { Float.class, "'NaN'::float4" },
                { Double.class, "1e300::float8" }, { Double.class, "'-Infinity'::float8" }, { UUID.class, "gen_random_uuid()" },
                { Buffer.class, "'\\x00ff'::bytea" }, { byte[].class, "'\\x'::bytea" },
                { LocalDate.class, "'2024-02-29'::date" }, { LocalDate.class, "'0044-03-15 BC'::date" },
                { LocalDate.class, "'infinity'::date" }, { LocalDate.class, "'-infinity'::date" },
                { LocalDate.class, "'12345-01-01'::date" }, { LocalTime.class, "'23:59:59.999999'::time" },
                { OffsetTime.class, "'12:30:00.000001-03:30'::timetz" },
                { LocalDateTime.class, "'2026-11-22 20:45:00.123456'::timestamp" },
                { LocalDateTime.class, "'0044-03-15 01:02:00 BC'::timestamp" },
                { LocalDateTime.class, "'infinity'::timestamp" },
                { OffsetDateTime.class, "'2026-11-22 20:45:00.1+02'::timestamptz" },
                { OffsetDateTime.class, "'-infinity'::timestamptz" }, { Instant.class, "'infinity'::timestamptz" },
                { Instant.class, "'0001-01-01 00:00:00+00 BC'::timestamptz" }, { Instant.class, "now()" },
                { Interval.class, "'1 year 2 mons 3 days 04:05:06.000007'::interval" },
                { Interval.class, "'-1 years -2 mons -3 days -04:05:06.07'::interval" },
                { Duration.class, "'-0.000001 s'::interval" },
                { Duration.class, "'0'::interval" }, { Point.class, "'(1.5,-2e30)'::point" }, { Line.class, "'{1,2,3}'::line" },
                { LineSegment.class, "'[(1,2),(3,4)]'::lseg" }, { Box.class, "'(3,3),(1,1)'::box" },
                { Path.class, "'[(1,2),(3,4)]'::path" }, { Path.class, "'((1,2),(3,4))'::path" },
                { Polygon.class, "'((1,2),(3,4))'::polygon" }, { Circle.class, "'<(1,2),3>'::circle" } }) {
            same(server.read("(" + each[1] + ")::text", String.class), (Class<?>) each[0], (String) each[1]);
        }
    }

    private static void same(String text, Class<?> type, String expression) {
        if (!expression.equals("gen_random_uuid()") && !expression.equals("now()")) {
            assertThat(Decoders.of(type).parse(text)).as(expression).isEqualTo((Object) server.read(expression, type));
        } else {
            assertThat(Decoders.of(type).parse(text)).isInstanceOf(type);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "{", "{1", "{1,2", "{\"1}", "{1}}", "1", "[0:1]=", "{{1},{2}" })
    void refusesWhatIsNoArray(String text) {
        assertThatThrownBy(() -> Literal.array(text)).isInstanceOf(ConversionException.class);
    }

    @ParameterizedTest
    @CsvSource({ "java.lang.Integer,1.5", "java.lang.Integer,x", "java.time.LocalDate,29/02/2024", "[B,abc",
            "java.time.Duration,P1D", "java.lang.Boolean,yes", "java.math.BigDecimal,NaN" })
    void refusesWhatIsNoValue(Class<?> type, String text) {
        assertThatThrownBy(() -> Decoders.of(type).parse(text)).isInstanceOf(ConversionException.class);
    }

    @Test
    void writesAndReadsVectors() {
        assertThat(Mapping.tuple(List.of(parameter("vector(3)", new float[] { 1, -0.5f, 1e-10f }))).getValue(0))
                .isEqualTo("[1.0,-0.5,1.0E-10]");
        assertThat(Mapping.tuple(List.of(parameter("vector", List.of(1, 2.5)))).getValue(0)).isEqualTo("[1.0,2.5]");
        assertThat(Mapping.tuple(List.of(parameter("public.vector[]", List.of(new float[] { 1 })))).getValue(0))
                .isEqualTo("{\"[1.0]\"}");
        MappedColumn column = MappedColumn.value("embedding", "embedding", "vector", float[].class);
        assertThat(column.decode("[1,-0.5,1e-10]", getClass())).isEqualTo(new float[] { 1, -0.5f, 1e-10f });
        assertThatThrownBy(() -> Mapping.tuple(List.of(parameter("vector", List.of(0.1, 1e300)))))
                .hasMessageStartingWith("STRATA-1322: The value of $1 (vector) doesn't fit: it has more digits than float4");
    }

    @Test
    void refusesUnevenArrays() {
        assertThatThrownBy(() -> Mapping.tuple(List.of(parameter("int4[][]", List.of(List.of(1), List.of(1, 2))))))
                .hasMessage("STRATA-1322: The value of $1 (int4[][]) doesn't fit: its inner arrays differ in length, which "
                        + "PostgreSQL's can't. Make them equal, or use jsonb.");
    }
}
