package io.quarkiverse.strata.sql;

import static io.quarkiverse.strata.sql.Sql.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;

/** PROTOCOLS.md 6: every parameter has a type where the server would have to guess it. */
class ParameterTest extends Server {

    @Test
    void fractionTimesIntegerColumn() {
        Select<Object> query = select(col(Inventory::qty).times(1.5)).from(Inventory.class)
                .where(col(Inventory::inventoryId).eq(1));
        assertSql(query, "SELECT qty * $1::float8 FROM inventory WHERE inventory_id = $2::int4", 1.5, 1);
        assertThat(run(query)).containsExactly("150.0");
        assertThat(run(select(col("qty").times(new BigDecimal("1.5"))).from("inventory").where(col("inventory_id").eq(1))))
                .containsExactly("150.0");
        assertThat(run(select(col("qty").plus(5_000_000_000L)).from("inventory").where(col("inventory_id").eq(1))))
                .containsExactly("5000000100");
    }

    @Test
    void wideNumberNeverMatchesNarrowedValue() {
        long narrowsTo705032704 = 5_000_000_000L;
        query("UPDATE inventory SET qty = 705032704 WHERE inventory_id = 1");
        Select<Object> query = select(col("inventory_id")).from("inventory").where(col("qty").eq(narrowsTo705032704));
        assertSql(query, "SELECT inventory_id FROM inventory WHERE qty = $1::int8", narrowsTo705032704);
        assertThat(run(query)).isEmpty();
        assertThat(run(select(col("inventory_id")).from("inventory").where(col("qty").eq(param("n"))).bind("n",
                narrowsTo705032704))).isEmpty();
        assertThat(run(sql("SELECT inventory_id FROM inventory WHERE qty = :n").bind("n", narrowsTo705032704))).isEmpty();
        assertThatThrownBy(() -> run(update("inventory").set("qty", narrowsTo705032704).allRows()))
                .hasMessageContaining("integer out of range");
    }

    @Test
    void typedColumnsTakeTheirOwnClass() {
        assertSql(select(col(Film::title)).from(Film.class).where(col(Film::id).eq(1L), col(Film::length).lt(5),
                col(Film::rentalRate).ge(new BigDecimal("1.5")), col(Film::title).eq("x"), col(Film::rating).eq(Film.Rating.G),
                col(Film::createdAt).isNotNull()),
                "SELECT title FROM film WHERE id = $1::int8 AND length < $2::int4 AND rental_rate "
                        + ">= $3::numeric AND title = $4 AND rating = $5 AND created_at IS NOT NULL",
                1L, 5, new BigDecimal("1.5"), "x", Film.Rating.G);
        Update widened = update(Film.class).set("rental_rate", 3).set("id", 7).set("length", 9L).set("length", null).allRows();
        assertThat(values(widened)).containsExactly(new BigDecimal("3"), 7L, 9, null);
        assertThat(widened.rendered().parameters().get(0)).isEqualTo(
                new Parameter(null, new BigDecimal("3"), PgType.NUMERIC, true, BigDecimal.class));
    }

    @Test
    void valuesThatDontFitAreRefusedWhenBuilt() {
        assertThatThrownBy(() -> update(Film.class).set("length", 1.5))
                .hasMessage("STRATA-1105: the column film.length is Integer, "
                        + "and the given Double doesn't fit: it has a fraction or is out of range. Convert it deliberately before.");
        assertThatThrownBy(() -> update(Film.class).set("length", 5_000_000_000L))
                .hasMessage("STRATA-1105: the column film.length is "
                        + "Integer, and the given Long doesn't fit: it has a fraction or is out of range. Convert it deliberately before.");
        assertThatThrownBy(() -> update(Film.class).set("title", 5))
                .hasMessage("STRATA-1105: the column film.title is String, and "
                        + "Integer was given. Give it the class of the record's component.");
        assertThatThrownBy(() -> update(Film.class).set("rating", "R")).hasMessage("STRATA-1105: the column film.rating is "
                + "io.quarkiverse.strata.sql.Film$Rating, and String was given. Give it the class of the record's component.");
        assertThatThrownBy(() -> val(new Object()))
                .hasMessage("STRATA-1106: no PostgreSQL type is known for java.lang.Object. For "
                        + "JSON write jsonb(value), for a list of values a List or an array; anything else is passed as text with a cast: "
                        + "cast(val(text), \"typename\").");
        Select<String> open = select(col(Film::title)).from(Film.class).where(col(Film::length).eq(param("length")));
        assertThatThrownBy(() -> open.bind("length", 1.5)).hasMessageStartingWith(
                "STRATA-1105: the parameter :length (the column film.length) is Integer, and the given Double doesn't fit");
    }

    @Test
    void untypedColumnsLetTheServerInferAllButNumbers() {
        UUID uuid = new UUID(1, 2);
        Select<Object> query = select(col("a")).from("t").where(col("a").eq(1), col("b").eq("x"), col("c").eq(uuid),
                col("d").eq(LocalDate.EPOCH), col("e").eq(true), col("f").eq(Film.Rating.R), col("g").eq(1.5f),
                col("h").eq(Instant.EPOCH));
        assertThat(query.rendered().text())
                .isEqualTo("SELECT a FROM t WHERE a = $1::int4 AND b = $2 AND c = $3 AND d = $4 AND e = $5 "
                        + "AND f = $6 AND g = $7::float4 AND h = $8");
    }

    @Test
    void castsWhereNothingCanBeInferred() {
        Select<Row> query = select(val("x").as("a"), val(1).as("b"), val(Instant.EPOCH).as("c"),
                coalesce(col(Film::length), 0).as("d"),
                coalesce(col(Film::rating), Film.Rating.G).as("e"),
                caseWhen(col(Film::length).gt(100), "long").otherwise("short").as("f"),
                function("concat", col("title"), "!").as("g"),
                val("a").eq("b").as("h"), val(List.of(1, 2)).as("i"), nullif(col(Film::title), "ALIEN").as("j"))
                .from(Film.class).where(val("x").isNotNull()).orderBy("id").limit(1).offset(0);
        assertThat(query.rendered().text())
                .isEqualTo("SELECT $1::text AS a, $2::int4 AS b, $3::timestamptz AS c, coalesce(length, "
                        + "$4::int4) AS d, coalesce(rating, $5::rating) AS e, CASE WHEN length > $6::int4 THEN $7::text ELSE $8::text END AS "
                        + "f, concat(title, $9::text) AS g, $10::text = $11::text AS h, $12::int4[] AS i, nullif(title, $13::text) AS j FROM "
                        + "film WHERE $14::text IS NOT NULL ORDER BY film.id LIMIT $15::int8 OFFSET $16::int8");
        assertThat(run(query)).containsExactly("x 1 1970-01-01T00:00Z 117 R long ALIEN! false [1, 2] null");
    }

    @Test
    void serversTypesAreOurs() {
        query("DEALLOCATE ALL");
        Select<String> query = select(col(Film::title)).from(Film.class).where(col(Film::id).eq(1L), col(Film::rating)
                .eq(Film.Rating.R), col(Film::rentalRate).times(2).gt(new BigDecimal("1")), col("length").eq(3L)).limit(1);
        query("PREPARE p AS " + query.rendered().text());
        assertThat(query("SELECT parameter_types::text, result_types::text FROM pg_prepared_statements WHERE name = 'p'"))
                .containsExactly("{bigint,rating,integer,numeric,bigint,bigint} {text}");
        query("DEALLOCATE p");
    }

    /** Months as such; of days from 30 on the driver would make months, and the message says this way around. */
    @Test
    void periods() {
        assertThat(run(select(cast(val(java.time.Period.of(1, 14, 29)), "text")))).containsExactly("2 years 2 mons 29 days");
        assertThat(run(select(cast(val(java.time.Period.ofMonths(-5)), "text")))).containsExactly("-5 mons");
        assertThatThrownBy(() -> run(select(val(java.time.Period.ofDays(45)))))
                .hasMessageContaining("cast(val(\"45 days\"), \"interval\")");
        assertThat(run(select(cast(cast(val("45 days"), "interval"), "text")))).containsExactly("45 days");
    }

    /** The server keeps microseconds: a value with more would miss the row that it was written to. */
    @Test
    void whatIsWrittenIsFoundAgain() {
        Instant fine = Instant.parse("2026-11-23T10:20:30.123456789Z");
        run(update("film").set("created_at", fine).where(col("id").eq(1)));
        run(update("film").set("created_at", Instant.MAX).where(col("id").eq(2)));
        assertThat(run(select(col("title")).from("film").where(col("created_at").eq(fine)))).containsExactly("ALIEN");
        assertThat(run(select(col("title")).from("film").where(col("created_at").in(List.of(fine, Instant.MAX))).orderBy("id")))
                .containsExactly("ALIEN", "BRAZIL");
        assertThat(run(select(col("title")).from("film").where(col("created_at").between(fine, fine))))
                .containsExactly("ALIEN");
        assertThat(query("SELECT title FROM film WHERE created_at = 'infinity'")).containsExactly("BRAZIL");
    }

    @Test
    void keepTheirOrderThroughSubQueriesAndUnions() {
        Select<String> inner = select(col(Film::title)).from(Film.class).where(col("length").gt(param("low"))).bind("low", 70);
        Select<Object> query = with("a", inner).with("b", select(val("second").as("title")))
                .select(col("title")).from("a").where(col("title").ne("third"),
                        col("title").in(select(col(Film::title)).from(Film.class).where(col("rating").eq(Film.Rating.PG))))
                .union(select(col("title")).from("b").where(val(5).eq(5))).orderBy(alias("title")).limit(6).offset(0);
        assertSql(query,
                "WITH a AS (SELECT title FROM film WHERE length > $1::int4), b AS (SELECT $2::text AS title) SELECT title "
                        + "FROM a WHERE title <> $3 AND title IN (SELECT film.title FROM film WHERE film.rating = $4) UNION SELECT title "
                        + "FROM b WHERE $5::int4 = $6::int4 ORDER BY title LIMIT $7::int8 OFFSET $8::int8",
                70, "second", "third",
                Film.Rating.PG, 5, 5, 6L, 0L);
        assertThat(run(query)).containsExactly("CASABLANCA", "second");
    }

    @Test
    void bindFillsEveryPlaceOfItsName() {
        Select<String> query = select(col(Film::title)).from(Film.class)
                .where(col(Film::length).gt(param("n")).or(val(1).lt(param("n"))), col(Film::title).like(param("t")))
                .orderBy("id")
                .limit(param("rows"));
        assertThat(query.rendered().text())
                .isEqualTo("SELECT title FROM film WHERE (length > $1::int4 OR $2::int4 < $3) AND title "
                        + "LIKE $4 ORDER BY id LIMIT $5::int8");
        assertThat(values(query)).containsExactly(":n", 1, ":n", ":t", ":rows");
        Select<String> bound = query.bind("n", 110).bind("t", "%A%").bind("rows", 2);
        assertThat(bound.rendered().text()).contains("$2::int4 < $3::int4");
        assertThat(run(bound)).containsExactly("ALIEN", "BRAZIL");
        assertThat(values(bound.bind("n", 1))).containsExactly(1, 1, 1, "%A%", 2L);
        assertThatThrownBy(() -> query.bind("m", 1))
                .hasMessage("STRATA-1110: the statement has no parameter :m. It has :n, :rows, "
                        + ":t.");
        assertThatThrownBy(() -> select(val(1)).bind("m", 1))
                .hasMessage("STRATA-1110: the statement has no parameter :m. It has none "
                        + "that wait for a value.");
        assertThat(query.toString())
                .isEqualTo("SELECT title FROM film WHERE (length > :n OR 1 < :n) AND title LIKE :t ORDER BY id "
                        + "LIMIT :rows");
    }
}
