package io.quarkiverse.strata.mapping;

import static io.quarkiverse.strata.mapping.Roundtrip.parameter;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.quarkiverse.strata.sql.Parameter;
import io.quarkiverse.strata.sql.PgType;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Parameters whose type the server takes from the column, by the classes of their values. */
class InferredTypeTest {

    private static Roundtrip server;

    @BeforeAll
    static void start() {
        Mood.register();
        server = new Roundtrip("CREATE TYPE mood AS ENUM ('sad', 'ok', 'very \"happy\", really', 'NULL')",
                "CREATE TABLE t (a int4, b numeric, c timestamptz, d mood, e mood[], f jsonb, g text[], h bytea, i uuid, j date, "
                        + "k interval, l int8[], m jsonb[], n text, o bool, p jsonb)",
                "CREATE DOMAIN year AS int4", "CREATE TABLE d (y year, ys year[])");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void travelByTheirClass() {
        server.query("INSERT INTO t VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
                parameter(null, 5), parameter(null, new BigDecimal("1.50")), parameter(null, Instant.EPOCH),
                parameter(null, Mood.NONE), parameter(null, Arrays.asList(Mood.VERY_HAPPY, null, Mood.NONE)),
                parameter(null, new JsonObject().put("a", 1)), parameter(null, List.of("x,y", "NULL")),
                parameter(null, new byte[] { 1 }), parameter(null, new UUID(0, 1)), parameter(null, LocalDate.EPOCH),
                parameter(null, Duration.ofHours(1)), parameter(null, new long[] { 1, 2 }),
                parameter(null, List.of(new JsonObject(), new JsonObject().put("b", "\""))), parameter(null, 'c'),
                parameter(null, true), parameter(null, new JsonArray().add(1)));
        assertThat(server.scalar("SELECT t::text FROM t", String.class)).isEqualTo(
                "(5,1.50,\"1970-01-01 00:00:00+00\",NULL,\"{\"\"very \\\\\"\"happy\\\\\"\", really\"\",NULL,\"\"NULL\"\"}\","
                        + "\"{\"\"a\"\": 1}\",\"{\"\"x,y\"\",\"\"NULL\"\"}\",\"\\\\x01\",00000000-0000-0000-0000-000000000001,"
                        + "1970-01-01,01:00:00,\"{1,2}\",\"{\"\"{}\"\",\"\"{\\\\\"\"b\\\\\"\": \\\\\"\"\\\\\\\\\\\\\"\"\\\\\"\"}\"\"}\",c,t,[1])");
    }

    @Test
    void emptyListsAndNullsAreTakenByAnyColumn() {
        server.query("SELECT 1 FROM t WHERE l = $1 AND e = $2 AND g = $3 AND a IS NOT DISTINCT FROM $4",
                parameter(null, List.of()),
                parameter(null, List.of()), parameter(null, Arrays.asList((Object) null)), parameter(null, null));
    }

    @Test
    void numbersFollowTheTypedColumnsClass() {
        assertThat(Mapping.tuple(List.of(new Parameter(null, 5L, null, false, Integer.class))).getValue(0)).isEqualTo(5);
        assertThat(Mapping.tuple(List.of(new Parameter(null, 5, null, false, BigDecimal.class))).getValue(0))
                .isEqualTo(new BigDecimal("5"));
        assertThat(Mapping.tuple(List.of(new Parameter(null, "sad", new PgType("mood"), false, Mood.class))).getValue(0))
                .isEqualTo("sad");
    }

    @Test
    void domainsTakeTheirBaseTypesText() {
        server.query("INSERT INTO d VALUES ($1::year, $2::year[])", parameter("year", 2006),
                parameter("year[]", List.of(2006)));
        assertThat(server.scalar("SELECT y FROM d", Integer.class)).isEqualTo(2006);
    }
}
