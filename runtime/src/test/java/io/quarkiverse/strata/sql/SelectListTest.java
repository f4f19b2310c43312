package io.quarkiverse.strata.sql;

import static io.quarkiverse.strata.sql.Sql.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import org.junit.jupiter.api.Test;

class SelectListTest extends Server {

    private static final String FILM = "id, title, length, rental_rate, rating, tags, attrs, created_at";

    @Test
    void recordsColumnsAreExplicit() {
        assertSql(select(Film.class), "SELECT " + FILM + " FROM film");
        assertThat(select(Film.class).shape()).isEqualTo(Shape.record(Film.class));
        assertThat(run(select(Film.class).where(col(Film::id).eq(2L))).get(0)).startsWith("2 BRAZIL 143 0.99 R [future]");
    }

    @Test
    void oneExpressionIsAScalar() {
        assertThat(select(col(Film::title)).shape()).isEqualTo(Shape.scalar(String.class));
        assertThat(select(col("title")).shape()).isEqualTo(Shape.scalar(Object.class));
        assertThat(select(count()).shape()).isEqualTo(Shape.scalar(Long.class));
        assertThat((Object) select(sum(col(Film::length))).shape().type()).isEqualTo(Long.class);
        assertThat((Object) select(avg(col(Film::length)).as("a")).shape().type()).isEqualTo(java.math.BigDecimal.class);
        assertThat(select(col("title")).as(String.class).shape()).isEqualTo(Shape.scalar(String.class));
        assertSql(select(exists(select(Film.class))), "SELECT EXISTS (SELECT " + FILM + " FROM film)");
        assertThat(run(select(raw("1 + :n").bind("n", 2)))).containsExactly("3");
    }

    @Test
    void severalExpressionsAreRows() {
        Select<Row> query = select(col(Film::id), lower(col(Film::title)).as("name"), col("length").gt(100).as("long"),
                scalar(select(count()).from(Inventory.class).where(col(Inventory::filmId).eq(col(Film::id)))).as("copies"))
                .from(Film.class).orderBy("id").limit(2);
        assertSql(query, "SELECT id, lower(title) AS name, length > $1::int4 AS long, (SELECT count(*) FROM inventory WHERE "
                + "inventory.film_id = film.id) AS copies FROM film ORDER BY film.id LIMIT $2::int8", 100, 2L);
        assertThat(run(query)).containsExactly("1 alien true 2", "2 brazil true 1");
        assertThat(query.shape()).isEqualTo(Shape.row());
    }

    @Test
    void rowsOfSubQueriesAreNestedAsTexts() {
        assertSql(select(col(Film::id), many(select(Inventory.class).where(col(Inventory::filmId).eq(col(Film::id)))
                .orderBy(col(Inventory::qty)).limit(3)).as("copies")).from(Film.class),
                "SELECT id, (SELECT coalesce(json_agg(strata_texts), '[]') FROM (SELECT strata_rows.inventory_id::text AS "
                        + "inventory_id, strata_rows.film_id::text AS film_id, strata_rows.store_id::text AS store_id, "
                        + "strata_rows.qty::text AS qty FROM (SELECT inventory_id, film_id, store_id, qty FROM inventory WHERE "
                        + "inventory.film_id = film.id ORDER BY inventory.qty LIMIT $1::int8) AS strata_rows) AS strata_texts) "
                        + "AS copies FROM film",
                3L);
        assertSql(select(many(select(col(Inventory::qty)).from(Inventory.class)).as("q")),
                "SELECT (SELECT coalesce(json_agg(strata_rows.value::text), '[]') FROM (SELECT qty FROM inventory) AS strata_rows "
                        + "(value)) AS q");
        assertThat(run(select(many(select(col(Inventory::qty)).from(Inventory.class).orderBy("inventory_id")).as("q"))))
                .containsExactly("[\"100\",\"7\",null,\"2147483647\"]");
        assertThatThrownBy(() -> many(select(col("a"), col("b")))).hasMessage("STRATA-2481: many(…) takes a query whose rows "
                + "become a mapped record or a single value: say as(Record.class) behind it.");
        assertThatThrownBy(() -> one(select(col("a")))).hasMessage("STRATA-2481: one(…) takes a query whose rows become a "
                + "mapped record: say as(Record.class) behind it, or use scalar(query) for a single value.");
    }

    @Test
    void projectionTakesItsColumnsFromWhereItIsTold() {
        Select<FilmRank> query = select(FilmRank.class).from(select(col("id"), col("title"), col("length").as("rank"))
                .from("film").as("f")).where(col(FilmRank::rank).gt(100)).orderBy(col(FilmRank::id));
        assertSql(query,
                "SELECT id, title, rank FROM (SELECT id, title, length AS rank FROM film) AS f WHERE rank > $1::int4 ORDER "
                        + "BY id",
                100);
        assertThat(run(query)).containsExactly("1 ALIEN 117", "2 BRAZIL 143", "3 CASABLANCA 102");
        assertThatThrownBy(() -> select(FilmRank.class).rendered()).hasMessage("STRATA-1111: "
                + "io.quarkiverse.strata.sql.FilmRank is a projection, which stands for no table. Name the table: from(\"name\").");
        assertThatThrownBy(() -> select(String.class))
                .hasMessage("STRATA-1101: java.lang.String is not a mapped record. Annotate it "
                        + "with @Table(\"name\") when it stands for a table, or with @Projection when it only receives results, and make it "
                        + "a record.");
    }

    @Test
    void allColumns() {
        assertSql(select(all()).from("film"), "SELECT * FROM film");
        assertSql(select(all("f"), val(1)).from(table("film").as("f")), "SELECT f.*, $1::int4 FROM film AS f", 1);
    }

    @Test
    void distinct() {
        Select<Object> query = select(col("rating")).from("film").where(col("rating").isNotNull()).distinct().orderBy("rating");
        assertSql(query, "SELECT DISTINCT rating FROM film WHERE rating IS NOT NULL ORDER BY rating");
        assertThat(run(query)).containsExactly("G", "PG", "R");
        Select<Row> longest = select(col(Film::rating), col(Film::title)).from(Film.class).distinctOn(col(Film::rating))
                .orderBy(col(Film::rating).desc().nullsLast(), col(Film::length).desc());
        assertSql(longest, "SELECT DISTINCT ON (rating) rating, title FROM film ORDER BY rating DESC NULLS LAST, length DESC");
        assertThat(run(longest)).containsExactly("R BRAZIL", "PG CASABLANCA", "G DUMBO", "null UNKNOWN");
    }

    @Test
    void orderLimitOffset() {
        Select<String> query = select(col(Film::title)).from(Film.class).orderBy(col(Film::length).asc().nullsFirst())
                .orderBy("title").limit(2).offset(1);
        assertSql(query, "SELECT title FROM film ORDER BY length NULLS FIRST, title LIMIT $1::int8 OFFSET $2::int8", 2L, 1L);
        assertThat(run(query)).containsExactly("DUMBO", "CASABLANCA");
        assertThatThrownBy(() -> query.limit(-1)).hasMessage("STRATA-1105: limit(…) takes 0 or more rows.");
    }

    @Test
    void orderByColumnIsNotTakenForALabel() {
        Select<Row> byColumn = select(col(Film::length).negate().as("length"), col(Film::title)).from(Film.class)
                .where(col(Film::length).isNotNull()).orderBy(col(Film::length).desc()).limit(1);
        assertSql(byColumn,
                "SELECT - length AS length, title FROM film WHERE length IS NOT NULL ORDER BY film.length DESC LIMIT "
                        + "$1::int8",
                1L);
        assertThat(run(byColumn)).containsExactly("-143 BRAZIL");
        Select<Row> byLabel = select(col(Film::length).negate().as("length"), col(Film::title)).from(Film.class)
                .where(col(Film::length).isNotNull()).orderBy(alias("length").desc()).limit(1);
        assertThat(run(byLabel)).containsExactly("-64 DUMBO");
    }

    @Test
    void groupAndHaving() {
        Select<Row> query = select(col(Film::rating), count().as("n"),
                sum(col(Film::length)).filter(col("length").gt(120)).as("s"),
                stringAgg(col("title"), ",").orderBy(col("title").desc()).as("titles")).from(Film.class)
                .where(col("rating").isNotNull()).groupBy(col(Film::rating)).having(count().ge(1L)).orderBy(col(Film::rating));
        assertSql(query,
                "SELECT rating, count(*) AS n, sum(length) FILTER (WHERE length > $1::int4) AS s, string_agg(title, $2::text "
                        + "ORDER BY title DESC) AS titles FROM film WHERE rating IS NOT NULL GROUP BY rating HAVING count(*) >= $3::int8 "
                        + "ORDER BY film.rating",
                120, ",", 1L);
        assertThat(run(query)).containsExactly("G 1 null DUMBO", "PG 1 null CASABLANCA", "R 2 143 BRAZIL,ALIEN");
    }

    @Test
    void countsAndExistence() {
        Select<Film> films = select(Film.class).where(col(Film::length).gt(100)).orderBy("title").forUpdate();
        assertSql(films.asCount(), "SELECT count(*) FROM film WHERE length > $1::int4", 100);
        assertThat(run(films.asCount())).containsExactly("3");
        assertThat(films.asCount().writes()).isFalse();
        assertSql(films.asExists(), "SELECT EXISTS (SELECT FROM film WHERE length > $1::int4)", 100);
        assertThat(run(films.asExists())).containsExactly("true");

        Select<Long> limited = select(Film.class).orderBy("title").limit(2).asCount();
        assertSql(limited, "SELECT count(*) FROM (SELECT " + FILM + " FROM film LIMIT $1::int8) AS strata_rows", 2L);
        assertThat(run(limited)).containsExactly("2");
        Select<Long> groups = select(count()).from(Film.class).groupBy("rating").asCount();
        assertSql(groups, "SELECT count(*) FROM (SELECT count(*) FROM film GROUP BY rating) AS strata_rows");
        assertThat(run(groups)).containsExactly("4");
        assertThat(run(select(function("generate_series", 1, 3)).asCount())).containsExactly("3");
        assertThat(run(select(col("rating")).from("film").distinct().asCount())).containsExactly("4");
        assertThat(run(select(val(1)).union(select(val(2))).asCount())).containsExactly("2");
        Select<Long> with = with("f", select(Film.class)).select(col("id")).from("f").where(col("id").gt(param("id")))
                .bind("id", 3).asCount();
        assertSql(with, "WITH f AS (SELECT " + FILM + " FROM film) SELECT count(*) FROM f WHERE id > $1::int4", 3);
        assertThat(run(with)).containsExactly("2");
    }

    @Test
    void locks() {
        Select<Film> query = select(Film.class).where(col(Film::id).eq(1L)).forUpdate().skipLocked();
        assertSql(query, "SELECT " + FILM + " FROM film WHERE id = $1::int8 FOR UPDATE SKIP LOCKED", 1L);
        assertThat(query.writes()).isTrue();
        assertThat(run(query)).hasSize(1);
        assertSql(select(all()).from(table("film").as("f")).crossJoin(table("inventory").as("i")).forShare("f").noWait()
                .forKeyShare("i"),
                "SELECT * FROM film AS f CROSS JOIN inventory AS i FOR SHARE OF f NOWAIT FOR KEY SHARE OF i");
        assertSql(select(all()).from("film").forNoKeyUpdate(), "SELECT * FROM film FOR NO KEY UPDATE");
        assertThatThrownBy(() -> select(Film.class).skipLocked())
                .hasMessage("STRATA-1111: skipLocked() belongs to a lock: call "
                        + "forUpdate() or forShare() before it.");
    }

    /** PostgreSQL takes two parameters for two expressions, whatever their values. */
    @Test
    void aPartThatIsGroupedByHasOneParameterInBothPlaces() {
        List<Expression<?>> parts = List.of(
                caseWhen(col(Film::title).eq("ALIEN"), "mine").otherwise("others"),
                caseWhen(col("title").like("A%"), "a").otherwise(col("title")),
                caseWhen(col("rating").in(List.of("R", "G")), 1).otherwise(2),
                caseWhen(col("length").in(java.util.stream.IntStream.range(0, 40).boxed().toList()), 1).otherwise(2),
                raw("title || :end").bind("end", "x"), raw("length > :n"), col("title").concat(param("end")),
                substring(col("title"), 1, 2), substring(col("title"), "^(.)A"));
        for (Expression<?> part : parts) {
            Select<Row> query = select(part.as("part"), count()).from(Film.class).groupBy(part).orderBy(part);
            query = part.toString().contains(":n") ? query.bind("n", 100) : query;
            query = part.toString().contains(":end") ? query.bind("end", "y") : query;
            assertThat(run(query)).as(query.rendered().text()).isNotEmpty();
        }
        assertThat(run(select(substring(col("title"), 2).as("a"), substring(col("title"), 2, 3).as("b"),
                substring(col("title"), "(.)A$").as("c")).from(Film.class).where(col("title").eq("CASABLANCA"))))
                .containsExactly("ASABLANCA ASA C");
    }

    /** The same condition is about an enum here and about text there. */
    @Test
    void aPartOfTwoStatementsHasAParameterInEach() {
        Condition condition = col("rating").eq("G");
        Select<Object> query = select(col("title")).from("film").where(condition)
                .unionAll(
                        select(col("rating")).from(Sql.values(row("G"), row("R")).as("v").columns("rating")).where(condition));
        assertThat(run(query)).containsExactly("DUMBO", "G");
        Condition list = col("length").in(List.of(64));
        Condition typed = col("length").in(param("lengths", Integer.class));
        assertThat(select(col("a")).from("film").where(list, typed, list, typed).rendered().parameters()).hasSize(2);
        assertThat(run(select(col("title")).from("film").where(condition,
                exists(select().from(Sql.values(row("G")).as("v").columns("rating")).where(condition)))))
                .containsExactly("DUMBO");
    }
}
