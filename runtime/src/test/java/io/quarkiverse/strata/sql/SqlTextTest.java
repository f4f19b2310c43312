package io.quarkiverse.strata.sql;

import static io.quarkiverse.strata.sql.Sql.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;

import org.junit.jupiter.api.Test;

/** Text of users' own, with {@code :name} for its values. */
class SqlTextTest extends Server {

    @Test
    void namedPlacesBecomeParameters() {
        SqlStatement statement = sql("SELECT title FROM film WHERE length > :low AND title LIKE :t AND length > :low");
        assertThat(statement.rendered().text())
                .isEqualTo("SELECT title FROM film WHERE length > $1 AND title LIKE $2 AND length > $3");
        assertSql(statement.bind("low", 100L).bind("t", "A%"),
                "SELECT title FROM film WHERE length > $1::int8 AND title LIKE $2 AND "
                        + "length > $3::int8",
                100L, "A%", 100L);
        assertThat(run(statement.bind("low", 100L).bind("t", "A%"))).containsExactly("ALIEN");
        assertThat(statement.shape()).isEqualTo(Shape.row());
        assertThat(statement.as(Film.class).shape()).isEqualTo(Shape.record(Film.class));
        assertThat(statement.as(Long.class).bind("low", 1).shape()).isEqualTo(Shape.scalar(Long.class));
        assertThatThrownBy(() -> statement.bind("high", 1))
                .hasMessage("STRATA-1110: the statement has no parameter :high. It has :low, "
                        + ":t.");
        assertThatThrownBy(() -> raw("x > :a").bind("b", 1))
                .hasMessage("STRATA-1110: the SQL text has no parameter :b. It has :a.");
    }

    @Test
    void valuesGetTheirCasts() {
        assertThat(run(
                sql("SELECT :d + 1, :n::numeric / 2, :j::jsonb ->> 'a', :b").bind("d", LocalDate.of(2026, 1, 31)).bind("n", 3)
                        .bind("j", "{\"a\":1}").bind("b", true))
                .get(0)).startsWith("2026-02-01 1.5").endsWith("1 true");
        assertSql(sql("SELECT :j::jsonb, :x").bind("j", "{}").bind("x", null), "SELECT $1::text::jsonb, $2", "{}", null);
        assertThat(run(sql("SELECT title FROM film WHERE id = ANY(:ids) AND rating = ANY(:ratings) ORDER BY id")
                .bind("ids", List.of(1L, 2L, 3L)).bind("ratings", List.of(Film.Rating.R)))).containsExactly("ALIEN", "BRAZIL");
        assertThat(run(sql("SELECT title FROM film WHERE rating = :r ORDER BY id").bind("r", Film.Rating.R)))
                .containsExactly("ALIEN", "BRAZIL");
    }

    /** What may run on a replica unasked, and what must be taken for a write that may have happened. */
    @Test
    void whatIsVouchedFor() {
        assertThat(select(Film.class).where(col("id").eq(1)).readsOnly()).isTrue();
        assertThat(select(count()).from("film").asExists().readsOnly()).isTrue();
        assertThat(select(all()).from("film").forUpdate().readsOnly()).isFalse();
        assertThat(select(function(Long.class, "nextval", "s")).readsOnly()).isFalse();
        assertThat(select(function(Long.class, "my_own")).readsOnly()).isFalse();
        assertThat(select(Film.class).where(raw("id = 1")).readsOnly()).isFalse();
        assertThat(select(Film.class).where(raw("id = 1")).mayWrite()).isFalse();
        assertThat(select(Film.class).where(raw("my_own(id)")).mayWrite()).isTrue();
        assertThat(with("new", insertInto("film").columns("id").values(1).returning(all())).select(all()).from("new")
                .readsOnly()).isFalse();
        assertThat(deleteFrom(Film.class).where(col("id").eq(1)).readsOnly()).isFalse();
        for (String reading : List.of("SELECT id FROM film", "SELECT count(*), lower(title) FROM film WHERE id IN (1, 2)",
                "WITH a AS (VALUES (1)) SELECT pg_catalog.upper('x') FROM a WHERE EXISTS (SELECT FROM film)",
                "SELECT 'my_own(1)' -- my_own(2)")) {
            assertThat(sql(reading).readsOnly()).as(reading).isFalse();
            assertThat(sql(reading).mayWrite()).as(reading).isFalse();
        }
        for (String unknown : List.of("SELECT my_own(1)", "SELECT s.lower('x')", "SELECT \"lower\"('x')", "SELECT my_own (1)",
                "SELECT my_own/**/(1)", "INSERT INTO film VALUES (1)")) {
            assertThat(sql(unknown).mayWrite()).as(unknown).isTrue();
        }
    }

    @Test
    void colonsThatAreNoPlaces() {
        String text = "SELECT ':a', E'\\':b', $$:c$$, $q$:d$q$, 1 AS \":e\" -- :f\n/* :g /* :h */ :i */, ('{1,2,3}'::int[])[1:2], "
                + "'2020-01-01 10:20:30'::timestamp";
        SqlStatement statement = sql(text);
        assertSql(statement, text);
        assertThat(run(sql("SELECT (ARRAY[1,2,3])[:from:2]::text").bind("from", 2))).containsExactly("{2}");
        assertThat(sql("SELECT f(a := :x)").bind("x", 1).rendered().text()).isEqualTo("SELECT f(a := $1::int4)");
        assertThatThrownBy(() -> sql("SELECT 'open"))
                .hasMessage("STRATA-1115: the SQL text has a string literal that isn't closed; it "
                        + "begins at character 8.");
        assertThatThrownBy(() -> sql("SELECT 1 /* x"))
                .hasMessage("STRATA-1115: the SQL text has a comment that isn't closed; it begins "
                        + "at character 10.");
    }

    @Test
    void rawFragmentsInsideStatements() {
        Select<String> query = select(col(Film::title)).from(Film.class)
                .where(raw("length BETWEEN :low AND :high").bind("low", 60).bind("high", 110)).where(raw("id < :max OR false"))
                .orderBy("id").bind("max", 5);
        assertSql(query,
                "SELECT title FROM film WHERE (length BETWEEN $1::int4 AND $2::int4) AND (id < $3::int4 OR false) ORDER BY id",
                60, 110, 5);
        assertThat(run(query)).containsExactly("CASABLANCA", "DUMBO");
        assertThat(run(with("x", sql("SELECT :n AS n").bind("n", 5)).select(col("n")).from("x"))).containsExactly("5");
    }

    @Test
    void aCommentAtTheEndSwallowsNothing() {
        Select<String> query = select(col(Film::title)).from(Film.class).where(raw("length < :max -- of all").bind("max", 110))
                .where(col("id").lt(4));
        assertThat(run(query)).containsExactly("CASABLANCA");
        assertThat(run(with("x", sql("SELECT :n AS n -- one").bind("n", 5)).select(col("n")).from("x"))).containsExactly("5");
    }

    /** It would be another value's number, or get one. */
    @Test
    void numberedPlacesAreRefused() {
        String cure = "STRATA-1115: the SQL text has a numbered parameter at character 10, and numbers are given by the whole "
                + "statement. Write :name and bind it.";
        assertThatThrownBy(() -> raw("length < $1")).hasMessage(cure);
        assertThatThrownBy(() -> sql("length < $23")).hasMessage(cure);
        assertThat(run(sql("SELECT '$1', $$ $1 $$ /* $1 */ -- $1"))).containsExactly("$1  $1 ");
        assertThat(run(sql("SELECT a$1 FROM (SELECT 1 AS a$1) AS x$2"))).containsExactly("1");
    }

    @Test
    void whatCountsAsAWrite() {
        for (String read : List.of("SELECT 1", " -- hi\n select 1", "/* update */ VALUES (1)", "TABLE film", "SHOW work_mem",
                "WITH x AS (SELECT 'delete') SELECT \"update\" FROM x")) {
            assertThat(sql(read).writes()).as(read).isFalse();
        }
        for (String write : List.of("INSERT INTO a VALUES (1)", "WITH x AS (DELETE FROM a RETURNING 1) SELECT 1",
                "SELECT 1 FOR UPDATE",
                "SELECT nextval('s')", "SELECT * INTO b FROM a", "CALL p()", "VACUUM", "", "DO $$ $$",
                "EXPLAIN ANALYZE SELECT 1")) {
            assertThat(sql(write).writes()).as(write).isTrue();
        }
        assertThat(select(lower(col("a"))).from("t").writes()).isFalse();
        assertThat(select(function("nextval", "s")).writes()).isTrue();
        assertThat(select(function("mine.lower", "s")).writes()).isTrue();
        assertThat(select(col("a")).from("t").where(raw("a > 1")).writes()).isFalse();
        assertThat(select(col("a")).from("t").where(exists(sql("DELETE FROM x RETURNING 1"))).writes()).isTrue();
        assertThat(insertInto("t").writes()).isTrue();
    }
}
