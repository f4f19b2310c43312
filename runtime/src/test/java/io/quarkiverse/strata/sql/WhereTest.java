package io.quarkiverse.strata.sql;

import static io.quarkiverse.strata.sql.Sql.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

class WhereTest extends Server {

    private static final String TITLES = "SELECT title FROM film";

    private static Select<String> titles() {
        return select(col(Film::title)).from(Film.class);
    }

    @Test
    void conditionsAreAndedWhenRepeated() {
        Select<String> query = titles().where(col(Film::length).gt(100)).where(col(Film::title).like("%A%"))
                .whereIf(false, col("title").isNull()).whereIf(true, col("rating").isNotNull())
                .whereIf(false, () -> col(Film::rating).eq((Film.Rating) null)).whereIf(true, () -> col("length").gt(1));
        assertSql(query, TITLES + " WHERE length > $1::int4 AND title LIKE $2 AND rating IS NOT NULL "
                + "AND length > $3::int4", 100, "%A%", 1);
        assertThat(run(query.orderBy("title"))).containsExactly("ALIEN", "BRAZIL", "CASABLANCA");
    }

    @Test
    void conditionsThatAreNotWantedAreNotMade() {
        Update update = update(Film.class).set("length", 1);
        assertSql(update.whereIf(true, () -> col(Film::title).eq("ALIEN")).whereIf(false, WhereTest::never),
                "UPDATE film SET length = $1::int4 WHERE title = $2", 1, "ALIEN");
        assertThatThrownBy(() -> update.whereIf(false, WhereTest::never).rendered()).hasMessageStartingWith("STRATA-1108: ");
        Delete delete = deleteFrom(Film.class).where(col(Film::length).lt(70));
        assertThat(delete.whereIf(false, WhereTest::never)).isSameAs(delete);
        assertSql(delete.whereIf(true, () -> col(Film::title).ne("DUMBO")),
                "DELETE FROM film WHERE length < $1::int4 AND title <> $2", 70, "DUMBO");
        run(delete.whereIf(true, () -> col(Film::title).ne("DUMBO")));
        assertThat(query("SELECT count(*) FROM film WHERE length < 70")).containsExactly("1");
        assertThatThrownBy(() -> delete.whereIf(true, () -> null)).hasMessageStartingWith("STRATA-1103: ");
    }

    private static Condition never() {
        throw new AssertionError("a condition that is not wanted was made");
    }

    @Test
    void orInsideAndStandsInParentheses() {
        Select<String> query = titles().where(col("length").lt(70).or(col("length").gt(140)))
                .where(not(col(Film::rating).eq(Film.Rating.R).and(col("title").eq("X"))));
        assertSql(query, TITLES + " WHERE (length < $1::int4 OR length > $2::int4) AND NOT (rating = $3 AND title = $4)", 70,
                140,
                Film.Rating.R, "X");
        assertThat(run(query.orderBy("title"))).containsExactly("BRAZIL", "DUMBO");
        assertThat(or(List.of()).toString()).isEqualTo("FALSE");
        assertThat(and(List.of()).toString()).isEqualTo("TRUE");
        assertThat(col("a").eq(1).and(col("b").eq(2)).and(col("c").eq(3)).toString()).isEqualTo("a = 1 AND b = 2 AND c = 3");
        assertThat(raw("a OR b").and(raw("c")).toString()).isEqualTo("(a OR b) AND (c)");
    }

    @Test
    void operatorsBindAsPostgresReadsThem() {
        assertThat(col("a").plus(1).times(2).minus(col("b").minus(3)).toString()).isEqualTo("(a + 1) * 2 - (b - 3)");
        assertThat(col("a").times(col("b").dividedBy(col("c"))).negate().toString()).isEqualTo("- (a * (b / c))");
        assertThat(col("a").plus(1).cast(Long.class).eq(2L).toString()).isEqualTo("(a + 1)::int8 = 2");
        assertThat(condition(new Cast<>(col("a").eq(1), PgType.BOOL, Boolean.class)).toString()).isEqualTo("(a = 1)::bool");
        assertThat(col("a").concat("x").like("b%").toString()).isEqualTo("a || 'x' LIKE 'b%'");
        assertThat(col("a").isDistinctFrom(1).toString()).isEqualTo("a IS DISTINCT FROM 1");
        assertThat(col("a").eq(-1).toString()).isEqualTo("a = (-1)");
        Select<Object> value = select(val(2).plus(3).times(val(10).minus(4)).dividedBy(val(2).negate()));
        assertSql(value, "SELECT ($1::int4 + $2::int4) * ($3::int4 - $4::int4) / - $5::int4", 2, 3, 10, 4, 2);
        assertThat(run(value)).containsExactly("-15");
    }

    @Test
    void everyComparison() {
        Column<Integer> length = col(Film::length);
        Select<String> query = titles().where(or(length.eq(1), length.ne(1), length.lt(1), length.le(1), length.gt(1),
                length.ge(1),
                length.between(1, 2), length.notBetween(1, 2), length.isNull(), length.isNotNull(), length.isDistinctFrom(1),
                length.isNotDistinctFrom(1), length.isNotDistinctFrom((Integer) null), length.eq(length), length.gt(length)));
        assertSql(query, TITLES
                + " WHERE length = $1::int4 OR length <> $2::int4 OR length < $3::int4 OR length <= $4::int4 OR "
                + "length > $5::int4 OR length >= $6::int4 OR length BETWEEN $7::int4 AND $8::int4 OR length NOT BETWEEN $9::int4 "
                + "AND $10::int4 OR length IS NULL OR length IS NOT NULL OR length IS DISTINCT FROM $11::int4 OR length IS NOT "
                + "DISTINCT FROM $12::int4 OR length IS NULL OR length = length OR length > length", 1, 1, 1, 1, 1, 1, 1, 2, 1,
                2,
                1, 1);
    }

    @Test
    void patterns() {
        assertSql(titles().where(col("title").ilike("a%"), col("title").notLike("b%"), col(Film::title).notIlike("c%")),
                TITLES + " WHERE title ILIKE $1 AND title NOT LIKE $2 AND title NOT ILIKE $3", "a%", "b%", "c%");
    }

    @Test
    void shorthands() {
        Select<Film> films = select(Film.class);
        assertThat(films.whereEq("title", "ALIEN").whereNull("length").whereNotNull("rating").whereIn("id", List.of(1L))
                .whereNotIn("id", List.of(2L)).whereRaw("length > 3").toString())
                .endsWith(" FROM film WHERE title = 'ALIEN' AND "
                        + "length IS NULL AND rating IS NOT NULL AND id = ANY(ARRAY[1]::int8[]) AND id <> ALL(ARRAY[2]::int8[]) "
                        + "AND (length > 3)");
        Select<String> stocked = titles().whereExists(select(val(1)).from(Inventory.class)
                .where(col(Inventory::filmId).eq(col(Film::id)))).orderBy("title");
        assertSql(stocked, TITLES + " WHERE EXISTS (SELECT $1::int4 FROM inventory WHERE inventory.film_id = film.id) ORDER BY "
                + "title", 1);
        assertThat(run(stocked)).containsExactly("ALIEN", "BRAZIL", "DUMBO");
        Select<String> rest = titles().whereNotExists(select(val(1)).from(Inventory.class)
                .where(col("film_id").eq(col("film.id")))).orderBy("title");
        assertThat(run(rest)).containsExactly("CASABLANCA", "UNKNOWN");
    }

    @Test
    void subQueriesAsOperands() {
        Select<String> query = titles().where(col(Film::length).gt(select(avg(col(Film::length))).from(Film.class)),
                col(Film::id).in(select(col(Inventory::filmId)).from(Inventory.class).where(col("store_id").eq(1))),
                col(Film::id).eq(any(select(col(Inventory::filmId)).from(Inventory.class))),
                col(Film::id).ne(all(select(col(Inventory::filmId)).from(Inventory.class).where(col("store_id").eq(2)))));
        assertSql(query, TITLES
                + " WHERE length > (SELECT avg(film.length) FROM film) AND id IN (SELECT inventory.film_id FROM "
                + "inventory WHERE inventory.store_id = $1::int4) AND id = ANY(SELECT inventory.film_id FROM inventory) AND id <> "
                + "ALL(SELECT inventory.film_id FROM inventory WHERE inventory.store_id = $2::int4)", 1, 2);
        assertThat(run(query)).containsExactly("BRAZIL");
    }

    @Test
    void misspeltColumnInSubQueryIsNotTakenFromOutside() {
        Select<String> query = titles().where(col(Film::id).in(select(col("title")).from(Inventory.class)));
        assertThatThrownBy(() -> prepare(query)).hasMessageContaining("column inventory.title does not exist");
    }

    @Test
    void nullsAreRefusedWithTheCure() {
        String cure = "STRATA-1103: %s(null) on %s would never be true in SQL. Use %s when null should count as a value.";
        assertThatThrownBy(() -> col(Film::title).eq((String) null)).hasMessage(cure.formatted("eq", "title",
                "isNull(), or isNotDistinctFrom(value)"));
        assertThatThrownBy(() -> col("title").ne((Object) null)).hasMessage(cure.formatted("ne", "title",
                "isNotNull(), or isDistinctFrom(value)"));
        assertThatThrownBy(() -> col(Film::length).between(null, 1))
                .hasMessage("STRATA-1103: between(…) on length was given null. "
                        + "For a range that is open on one side use ge(…) or le(…).");
        assertThatThrownBy(() -> titles().where(null)).hasMessage(
                "STRATA-1103: where was given null. Leave the call out where there is nothing to say.");
    }

    @Test
    void jsonAndArrays() {
        Select<String> query = titles().where(col(Film::attrs).json("year").eq(jsonb(1979)),
                col(Film::attrs).jsonText("studio").eq("Brandywine"), col(Film::attrs).contains(java.util.Map.of("year", 1979)),
                col(Film::tags).contains(List.of("space")), col(Film::attrs).eq(val("x").cast("jsonb")).not());
        assertSql(query, TITLES + " WHERE attrs -> $1::text = $2::text::jsonb AND attrs ->> $3::text = $4 AND attrs @> "
                + "$5::text::jsonb AND tags @> $6::text[] AND NOT (attrs = $7::text::jsonb)", "year", 1979, "studio",
                "Brandywine",
                java.util.Map.of("year", 1979), List.of("space"), "x");
        assertThat(run(titles().where(col(Film::attrs).contains(java.util.Map.of("year", 1979)),
                col(Film::tags).contains(List.of("space")), col(Film::attrs).json("year").eq(jsonb(1979)))))
                .containsExactly("ALIEN");
    }

    @Test
    void rowValues() {
        Select<String> page = titles().where(row(col(Film::length), col(Film::id)).gt(row(102, 3L))).orderBy("length");
        assertSql(page, TITLES + " WHERE (length, id) > ($1::int4, $2::int8) ORDER BY length", 102, 3L);
        assertThat(run(page)).containsExactly("ALIEN", "BRAZIL");
        Select<String> in = titles().where(row(col(Film::length), col("rating")).in(List.of(List.of(117, Film.Rating.R),
                List.of(64, Film.Rating.R))));
        assertThat(in.rendered().text()).isEqualTo(TITLES + " WHERE (length, rating) IN (SELECT * FROM unnest($1::int4[], "
                + "$2::text[]))");
        Select<String> typed = titles().where(row(col(Film::length), col(Film::rating)).in(List.of(List.of(117, Film.Rating.R),
                List.of(64, Film.Rating.R))));
        assertSql(typed, TITLES + " WHERE (length, rating) IN (SELECT * FROM unnest($1::int4[], $2::rating[]))",
                List.of(117, 64),
                List.of(Film.Rating.R, Film.Rating.R));
        assertThat(run(typed)).containsExactly("ALIEN");
        assertThatThrownBy(() -> row(col("a"), col("b")).in(List.of(List.of(1))))
                .hasMessage("STRATA-1107: in(…) on (a, b) takes a "
                        + "list of lists with 2 values each.");
    }

    @Test
    void lists() {
        Select<String> few = titles().where(col(Film::id).in(List.of(1L, 3L))).orderBy("id");
        assertSql(few, TITLES + " WHERE id = ANY($1::int8[]) ORDER BY id", List.of(1L, 3L));
        assertThat(run(few)).containsExactly("ALIEN", "CASABLANCA");
        List<Long> many = LongStream.rangeClosed(2, 40).boxed().toList();
        Select<String> above = titles().where(col(Film::id).in(many)).orderBy("id");
        assertSql(above, TITLES + " WHERE id IN (SELECT unnest($1::int8[])) ORDER BY id", many);
        assertThat(run(above)).containsExactly("BRAZIL", "CASABLANCA", "DUMBO", "UNKNOWN");
        assertThat(InList.MOST_AS_ARRAY).isEqualTo(32);
        assertSql(titles().where(col(Film::id).in(List.of())), TITLES + " WHERE FALSE");
        assertSql(titles().where(col(Film::id).notIn(List.of())), TITLES + " WHERE TRUE");
    }

    @Test
    void notInMeansTheSameForShortAndLongLists() {
        List<Integer> few = List.of(64, 117);
        List<Integer> many = IntStream.range(0, 120).boxed().toList();
        Select<String> small = titles().where(col(Film::length).notIn(few)).orderBy("title");
        assertSql(small, TITLES + " WHERE length <> ALL($1::int4[]) ORDER BY title", few);
        assertThat(run(small)).containsExactly("BRAZIL", "CASABLANCA");
        Select<String> large = titles().where(col(Film::length).notIn(many)).orderBy("title");
        assertSql(large, TITLES + " WHERE length IS NOT NULL AND NOT EXISTS (SELECT FROM unnest($1::int4[]) AS strata_listed "
                + "(strata_value) WHERE strata_value = film.length) ORDER BY title", many);
        assertThat(run(large)).containsExactly("BRAZIL");
        assertThat(run(titles().where(col("length").notIn(many).not()).orderBy("title")))
                .as("negated").contains("ALIEN", "CASABLANCA", "DUMBO");
    }

    @Test
    void listsOfEnumConstantsAndText() {
        List<Film.Rating> ratings = List.of(Film.Rating.G, Film.Rating.PG);
        Select<String> typed = titles().where(col(Film::rating).in(ratings)).orderBy("title");
        assertSql(typed, TITLES + " WHERE rating = ANY($1::rating[]) ORDER BY title", ratings);
        assertThat(run(typed)).containsExactly("CASABLANCA", "DUMBO");
        Select<String> named = titles().where(col("rating").in(List.of("G", "PG"))).orderBy("title");
        assertSql(named, TITLES + " WHERE rating = ANY($1::rating[]) ORDER BY title", List.of("G", "PG"));
        assertThat(run(named)).containsExactly("CASABLANCA", "DUMBO");
        Select<String> untyped = select(col("title")).from("film").where(col("rating").in(ratings)).as(String.class);
        assertThat(untyped.rendered().text()).isEqualTo(TITLES + " WHERE rating = ANY($1)");
        prepare(untyped);
        List<String> titles = IntStream.range(0, 40).mapToObj(i -> i == 7 ? "ALIEN" : "T" + i).toList();
        Select<String> many = titles().where(col(Film::title).in(titles));
        assertSql(many, TITLES + " WHERE title IN (SELECT unnest($1::text[]))", titles);
        assertThat(run(many)).containsExactly("ALIEN");
    }

    /** A sub-query would make them text: no operator for an enum, and citext and char(n) would compare as text. */
    @Test
    void textsBesideAnUnknownColumnKeepItsTypeHoweverManyTheyAre() {
        List<String> names = IntStream.range(0, 40).mapToObj(i -> i % 2 == 0 ? "G" : "PG").toList();
        List<Film.Rating> ratings = IntStream.range(0, 40).mapToObj(i -> i % 2 == 0 ? Film.Rating.G : Film.Rating.PG).toList();
        for (List<?> values : List.of(names, ratings)) {
            Select<Object> in = select(col("title")).from("film").where(col("rating").in(values)).orderBy("title");
            assertThat(in.rendered().text()).isEqualTo(TITLES + " WHERE rating = ANY($1) ORDER BY title");
            assertThat(run(in)).containsExactly("CASABLANCA", "DUMBO");
            Select<Object> notIn = select(col("title")).from("film").where(col("rating").notIn(values)).orderBy("title");
            assertThat(run(notIn)).containsExactly("ALIEN", "BRAZIL");
        }
    }

    @Test
    void listsThatAreBoundLater() {
        Select<String> query = titles().where(col(Film::id).in(param("ids"))).orderBy("id");
        assertThat(query.rendered().text()).isEqualTo(TITLES + " WHERE id IN (SELECT unnest($1::int8[])) ORDER BY id");
        assertThat(run(query.bind("ids", List.of(1, 2)))).containsExactly("ALIEN", "BRAZIL");
        assertThat(run(query.bind("ids", List.of()))).isEmpty();
        Select<String> not = titles().where(col("length").notIn(param("lengths"))).orderBy("id");
        assertThat(run(not.bind("lengths", List.of(64)))).containsExactly("ALIEN", "BRAZIL", "CASABLANCA");
        Select<Object> untyped = select(col("title")).from("film").where(col("id").in(param("ids")));
        assertSql(untyped.bind("ids", List.of(1L)), TITLES + " WHERE id IN (SELECT unnest($1::int8[]))", List.of(1L));
        assertThatThrownBy(() -> query.bind("ids", 5L))
                .hasMessage("STRATA-1107: the parameter :ids takes a list of values, and Long "
                        + "was given.");
    }

    @Test
    void badListsAreRefusedWithTheCure() {
        assertThatThrownBy(() -> col(Film::id).in((List<Long>) null))
                .hasMessage("STRATA-1107: a null list was given for the column "
                        + "film.id. An empty list is false for in(…) and true for notIn(…); for \"no restriction\" leave the condition out, "
                        + "as whereIf(…) does.");
        assertThatThrownBy(() -> col(Film::id).in(java.util.Arrays.asList(1L, null)))
                .hasMessage("STRATA-1107: a null is in the list "
                        + "for the column film.id. In SQL it would make NOT IN never true and IN never false; leave it out and add "
                        + ".or(column.isNull()) where null should match.");
        assertThatThrownBy(() -> col(Film::tags).in(List.of(List.of("a"))))
                .hasMessage("STRATA-1107: the column film.tags is text[], "
                        + "of which PostgreSQL has no list. Compare with eq(…) joined by or(…), or use contains(…).");
        assertThatThrownBy(() -> col(Film::attrs).in(List.of(java.util.Map.of("year", 1979))))
                .hasMessageStartingWith("STRATA-1107: the column film.attrs is jsonb, of which PostgreSQL has no list.");
        assertThatThrownBy(() -> row(col(Film::id), col(Film::attrs)).in(List.of(List.of(1L, java.util.Map.of()))))
                .hasMessageStartingWith("STRATA-1107: the column film.attrs is jsonb, of which PostgreSQL has no list.");
        assertThatThrownBy(() -> titles().where(col(Film::id).in(param("ids"))).bind("ids", java.util.Arrays.asList(1L, null)))
                .hasMessageStartingWith("STRATA-1107: a null is in the list for the parameter :ids");
        assertThatThrownBy(() -> titles().where(raw("id = ANY(:ids)").bind("ids", java.util.Arrays.asList(1L, null))))
                .hasMessageStartingWith("STRATA-1107: a null is in the list for the parameter :ids");
        assertThatThrownBy(() -> col("x").in(List.of(1, "a")))
                .hasMessage("STRATA-1106: a list mixes values of the types int4 and "
                        + "text. Give all of them the same class.");
    }
}
