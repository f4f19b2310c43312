package io.quarkiverse.strata.sql;

import static io.quarkiverse.strata.sql.Sql.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FunctionTest extends Server {

    @Test
    void windows() {
        Select<Row> query = select(col(Film::title), rowNumber().over(window().orderBy("length")).as("n"),
                rank().over(partitionBy(col(Film::rating)).orderBy(col(Film::length).desc())).as("r"),
                sum(col(Film::length)).over(window("w").rowsBetween(Frame.unboundedPreceding(), Frame.currentRow())).as("s"),
                lag(col(Film::title)).over("w").as("before"), lead(col(Film::length), 2).over("w").as("after"),
                count().filter(col("length").gt(100)).over().as("c"))
                .from(Film.class).where(col("length").isNotNull()).window("w", window().orderBy("title")).orderBy(alias("n"));
        assertSql(query,
                "SELECT title, row_number() OVER (ORDER BY length) AS n, rank() OVER (PARTITION BY rating ORDER BY length "
                        + "DESC) AS r, sum(length) OVER (w ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS s, lag(title) OVER w AS "
                        + "before, lead(length, $1::int4) OVER w AS after, count(*) FILTER (WHERE length > $2::int4) OVER () AS c FROM film "
                        + "WHERE length IS NOT NULL WINDOW w AS (ORDER BY title) ORDER BY n",
                2, 100);
        assertThat(run(query)).containsExactly("DUMBO 1 1 426 CASABLANCA null 3", "CASABLANCA 2 1 362 BRAZIL null 3",
                "ALIEN 3 2 117 null 102 3", "BRAZIL 4 1 260 ALIEN 64 3");
        assertSql(select(denseRank().over(window().orderBy("id")), ntile(2).over(window().orderBy("id")),
                firstValue(col("title")).over(window().orderBy("id").groupsBetween(Frame.preceding(1), Frame.following(1))),
                lastValue(col("title")).over(window().orderBy("length").rangeBetween(Frame.preceding(10), Frame.currentRow())),
                max(col("id")).over(window().orderBy("id")
                        .frame(new Frame("ROWS", Frame.preceding(1), Frame.unboundedFollowing(), null)
                                .excludeCurrentRow())))
                .from("film"),
                "SELECT dense_rank() OVER (ORDER BY id), ntile($1::int4) OVER (ORDER BY id), first_value(title) OVER (ORDER BY id GROUPS "
                        + "BETWEEN $2::int4 PRECEDING AND $3::int4 FOLLOWING), last_value(title) OVER (ORDER BY length RANGE BETWEEN "
                        + "$4::int4 PRECEDING AND CURRENT ROW), max(id) OVER (ORDER BY id ROWS BETWEEN $5::int4 PRECEDING AND UNBOUNDED "
                        + "FOLLOWING EXCLUDE CURRENT ROW) FROM film",
                2, 1, 1, 10, 1);
    }

    @Test
    void aggregates() {
        Select<Row> query = select(count(col("length")), countDistinct(col("rating")), min(col("length")), max(col("length")),
                avg(col("length")).cast("numeric(6,1)"), boolOr(col("length").gt(140)), boolAnd(col("length").gt(140)),
                arrayAgg(col("title")).orderBy(col("title")).filter(col("length").lt(110)).cast("text"),
                jsonbAgg(col("rating")).distinct().filter(col("rating").eq("R")).cast("text")).from("film");
        prepare(query);
        assertThat(run(query)).containsExactly("4 3 64 143 106.5 true false {CASABLANCA,DUMBO} [\"R\"]");
    }

    @Test
    void scalars() {
        Select<Row> query = select(upper(val("a")), length(val("abc")), greatest(val(1), 2), least(val(1), 2),
                extract("year", val(java.time.LocalDate.of(2026, 1, 1))), dateTrunc("month", col(Film::createdAt)).eq(
                        dateTrunc("month", now())),
                currentDate().isNotNull(), array(select(col(Film::id)).from(Film.class).orderBy("id").limit(2)).cast("text"))
                .from(Film.class).limit(1);
        assertSql(query, "SELECT upper($1::text), length($2::text), greatest($3::int4, $4::int4), least($5::int4, $6::int4), "
                + "extract(year FROM $7::date), date_trunc($8::text, created_at) = date_trunc($9::text, now()), CURRENT_DATE IS NOT "
                + "NULL, ARRAY(SELECT film.id FROM film ORDER BY film.id LIMIT $10::int8)::text FROM film LIMIT $11::int8", "a",
                "abc", 1, 2,
                1, 2, java.time.LocalDate.of(2026, 1, 1), "month", "month", 2L, 1L);
        assertThat(run(query)).containsExactly("A 3 2 1 2026 true true {1,2}");
        assertThatThrownBy(() -> extract("year FROM now()) --", now()))
                .hasMessage("STRATA-1104: extract(…) takes the name of a field as "
                        + "PostgreSQL writes it: \"year\", \"epoch\", \"dow\".");
    }

    @Test
    void fullTextSearch() {
        FunctionCall<Object> vector = toTsvector("english", col(Film::title));
        Select<Row> query = select(col(Film::title), tsRank(vector, websearchToTsquery("alien")).gt(0f).as("r"),
                tsHeadline(col("title"), plaintoTsquery("alien"))).from(Film.class)
                .where(vector.matches(toTsquery("english", "alien | predator")));
        assertSql(query,
                "SELECT title, ts_rank(to_tsvector('english'::regconfig, title), websearch_to_tsquery($1::text)) > $2::float4 "
                        + "AS r, ts_headline(title, plainto_tsquery($3::text)) FROM film WHERE to_tsvector('english'::regconfig, "
                        + "title) @@ to_tsquery('english'::regconfig, $4::text)",
                "alien", 0f, "alien", "alien | predator");
        assertThat(run(query)).containsExactly("ALIEN true <b>ALIEN</b>");
        assertThat(toTsvector("My'\\Own", val("x")).toString()).isEqualTo("to_tsvector(E'\"My''\\\\Own\"'::regconfig, 'x')");
    }

    @Test
    void fullTextSearchFindsItsIndexInGenericPlansToo() {
        query("CREATE INDEX film_words ON film USING gin (to_tsvector('english', title))");
        query("SET LOCAL enable_seqscan = off; SET LOCAL plan_cache_mode = force_generic_plan");
        Select<Film> found = select(Film.class)
                .where(toTsvector("english", col(Film::title)).matches(toTsquery("english", "alien")));
        query("PREPARE found AS " + found.rendered().text());
        assertThat(query("EXPLAIN EXECUTE found('alien')").toString()).contains("film_words");
        query("DEALLOCATE found");
    }

    @Test
    void caseWithSeveralBranches() {
        Select<String> query = select(caseWhen(col(Film::length).lt(90), "short").when(col(Film::length).lt(120), "medium")
                .otherwise("long")).from(Film.class).where(col("length").isNotNull()).orderBy(col(Film::id));
        assertThat(run(query)).containsExactly("medium", "long", "medium", "short");
        assertThat(query.shape()).isEqualTo(Shape.scalar(String.class));
    }
}
