package io.quarkiverse.strata.sql;

import static io.quarkiverse.strata.sql.Frame.*;
import static io.quarkiverse.strata.sql.JsonTable.*;
import static io.quarkiverse.strata.sql.Sql.*;
import static io.quarkiverse.strata.sql.XmlTable.xmlColumn;
import static io.quarkiverse.strata.sql.XmlTable.xmlOrdinality;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Variants of clauses that the conformance test doesn't have, and what is wrong about them before a server sees it. */
class ClauseTest extends Server {

    private static final Select<Object> TITLES = select(col("title")).from("film");
    private static final Merge MERGE = mergeInto("inventory").as("i").using(table(Film.class).as("f"))
            .on(col("i.film_id").eq(col("f.id")));

    /** Each with a part of its text. */
    static Stream<Map.Entry<Statement, String>> variants() {
        Expression<Object> title = col("title");
        return Map.<Statement, String> ofEntries(
                Map.entry(TITLES.naturalJoin("inventory"), "film NATURAL JOIN inventory"),
                Map.entry(TITLES.naturalLeftJoin("inventory"), "film NATURAL LEFT JOIN inventory"),
                Map.entry(TITLES.naturalRightJoin("inventory"), "film NATURAL RIGHT JOIN inventory"),
                Map.entry(TITLES.where(title.notLike("a!%", '!')), "title NOT LIKE $1::text ESCAPE $2::text"),
                Map.entry(TITLES.where(title.ilike("a!%", '!')), "title ILIKE $1::text ESCAPE $2::text"),
                Map.entry(TITLES.where(title.notIlike("a!%", '!')), "title NOT ILIKE $1::text ESCAPE $2::text"),
                Map.entry(TITLES.where(title.similarTo("a!%", '!')), "title SIMILAR TO $1::text ESCAPE $2::text"),
                Map.entry(TITLES.where(title.notSimilarTo("a|b")), "title NOT SIMILAR TO $1::text"),
                Map.entry(TITLES.where(title.matchesRegexp("^A")), "title ~ $1::text"),
                Map.entry(TITLES.where(title.notMatchesRegexp("^A")), "title !~ $1::text"),
                Map.entry(TITLES.where(title.notMatchesRegexpIgnoringCase("^A")), "title !~* $1::text"),
                Map.entry(TITLES.where(col("length").notBetweenSymmetric(9, 2)), "NOT BETWEEN SYMMETRIC $1::int4 AND $2::int4"),
                Map.entry(TITLES.where(col("length").gt(1).isNotTrue(), col("length").gt(2).isNotFalse()),
                        "(length > $1::int4) IS NOT TRUE AND (length > $2::int4) IS NOT FALSE"),
                Map.entry(TITLES.where(col("length").gt(1).isUnknown()), "(length > $1::int4) IS UNKNOWN"),
                Map.entry(TITLES.where(col("attrs").hasAllKeys("a", "b"), col("attrs").jsonAtPath("a", "b").isNull()),
                        "attrs ?& $1::text[] AND attrs #> $2::text[] IS NULL"),
                Map.entry(TITLES.where(title.isNotJson().array()), "title IS NOT JSON ARRAY"),
                Map.entry(TITLES.where(title.isJson().scalar()), "title IS JSON SCALAR"),
                Map.entry(TITLES.where(val("[1,5)", "int4range").strictlyLeftOf(val("[6,8)", "int4range"))),
                        "$1::int4range << $2::int4range"),
                Map.entry(TITLES.where(val("[1,5)", "int4range").strictlyRightOf(val("[6,8)", "int4range"))), ">>"),
                Map.entry(TITLES.where(val("[1,5)", "int4range").notRightOf(val("[6,8)", "int4range"))), "&<"),
                Map.entry(TITLES.where(val("[1,5)", "int4range").notLeftOf(val("[6,8)", "int4range"))), "&>"),
                Map.entry(TITLES.where(val("[1,5)", "int4range").adjacentTo(val("[6,8)", "int4range"))), "-|-"),
                Map.entry(TITLES.where(col(Film::tags).containedBy(List.of("a", "b"))), "tags <@ $1::text[]"),
                Map.entry(TITLES.where(jsonExists(col("attrs"), "$.a ? (@ > $n)").passing("n", 1).errorOnError()),
                        "JSON_EXISTS(attrs, $1::jsonpath PASSING $2::int4 AS n ERROR ON ERROR)"),
                Map.entry(TITLES.where(jsonExists(col("attrs"), "$.a").unknownOnError()), "UNKNOWN ON ERROR"),
                Map.entry(select(jsonValue(col("attrs"), "$.a").errorOnEmpty().defaultOnError("?")).from("film"),
                        "ERROR ON EMPTY DEFAULT ($2::text || '') ON ERROR)"),
                Map.entry(select(jsonValue(col("attrs"), "$.a").passing("n", 1).errorOnError()).from("film"), "ERROR ON ERROR"),
                Map.entry(select(jsonQuery(col("attrs"), "$.a").passing("n", 1).returning("text").omitQuotes()
                        .emptyArrayOnEmpty().errorOnError()).from("film"),
                        "RETURNING text OMIT QUOTES EMPTY ARRAY ON EMPTY ERROR ON ERROR"),
                Map.entry(select(jsonQuery(col("attrs"), "$.a").withConditionalWrapper().emptyObjectOnEmpty()).from("film"),
                        "WITH CONDITIONAL WRAPPER EMPTY OBJECT ON EMPTY"),
                Map.entry(select(jsonQuery(col("attrs"), "$.a").errorOnEmpty()).from("film"), "ERROR ON EMPTY"),
                Map.entry(select(jsonObject().returning("jsonb")), "JSON_OBJECT(RETURNING jsonb)"),
                Map.entry(select(jsonObject().nullOnNull().withUniqueKeys()), "JSON_OBJECT()"),
                Map.entry(select(jsonArray().absentOnNull().returning("jsonb")), "JSON_ARRAY(RETURNING jsonb)"),
                Map.entry(select(all()).from(xmlTable("/r", cast(val("<r/>"), "xml"))
                        .columns(xmlColumn("a", "text").otherwise(val("a").collate("C")).isNotNull())),
                        "a text DEFAULT ($3::text COLLATE \"C\") NOT NULL"),
                Map.entry(select(jsonArray(1, "a").nullOnNull()), "JSON_ARRAY($1::int4, $2::text NULL ON NULL)"),
                Map.entry(select(jsonObjectAgg(title, col("length")).absentOnNull().withUniqueKeys()
                        .filter(col("length").gt(1))).from("film"),
                        "JSON_OBJECTAGG(title : length ABSENT ON NULL WITH UNIQUE KEYS) FILTER (WHERE length > $1::int4)"),
                Map.entry(select(jsonArrayAgg(title).over(partitionBy("rating"))).from("film"),
                        "JSON_ARRAYAGG(title) OVER (PARTITION BY rating)"),
                Map.entry(select(all()).from(jsonTable(jsonb(1), "$.a ? (@ > $n)").passing("n", 1).errorOnError()
                        .columns(existsColumn("e").path("$.e"), jsonColumn("w", "jsonb").withWrapper().errorOnEmpty(),
                                jsonColumn("d", "int").defaultOnError(0), jsonColumn("x", "int").errorOnError())
                        .as("j")),
                        "COLUMNS (e bool EXISTS PATH '$.e', w jsonb WITH WRAPPER ERROR ON EMPTY, d int DEFAULT "
                                + "($3::int4::text || '')::int4 ON ERROR, x int ERROR ON ERROR) ERROR ON ERROR) AS j"),
                Map.entry(select(all()).from(xmlTable("/r", cast(val("<r/>"), "xml"))
                        .columns(xmlOrdinality("n"), xmlColumn("a", "text").path("@a").otherwise("none"),
                                xmlColumn("b", "text").isNotNull())
                        .as("x")),
                        "COLUMNS n FOR ORDINALITY, a text PATH $3::text DEFAULT $4::text, b text NOT NULL) AS x"),
                Map.entry(select(all()).from(rowsFrom(function("generate_series", 1, 2)).as("g")),
                        "ROWS FROM (generate_series($1::int4, $2::int4)) AS g"),
                Map.entry(select(sum(col("length")).over(window().orderBy("id").range(unboundedPreceding()).excludeGroup()))
                        .from("film"), "RANGE UNBOUNDED PRECEDING EXCLUDE GROUP"),
                Map.entry(select(sum(col("length")).over(window().orderBy("id").groups(preceding(1)).excludeCurrentRow()))
                        .from("film"), "GROUPS $1::int4 PRECEDING EXCLUDE CURRENT ROW"),
                Map.entry(withRecursive("n", List.of("i"), select(val(1)).unionAll(select(col("i").plus(1)).as(Integer.class)
                        .from("n").where(col("i").lt(3)))).searchBreadthFirst("o", "i").select(all()).from("n"),
                        ") SEARCH BREADTH FIRST BY i SET o SELECT"),
                Map.entry(with("x", TITLES).values(row(1)).orderBy(ordinal(1)), ") VALUES ($1::int4) ORDER BY 1"),
                Map.entry(with("x", TITLES).select(exists(select().from("x"))), "EXISTS (SELECT FROM x)"),
                Map.entry(select(col("tags").slice(null, 2), col("tags").slice(2, null)).from("film"),
                        "tags[ : $1::int4], tags[$2::int4 : ]"),
                Map.entry(select(row(1, 2L, "a", 1).cast("store_film").field("shelf")),
                        "(($1::int4, $2::int8, $3::text, $4::int4)::store_film).shelf"),
                Map.entry(select(now().atTimeZone(val("UTC"))), "now() AT TIME ZONE $1::text"),
                Map.entry(TITLES.orderBy(title.collate("pg_catalog.C").asc()), "title COLLATE pg_catalog.\"C\""),
                Map.entry(insertInto("film").columns("title").overridingSystemValue().values("x"), "OVERRIDING SYSTEM VALUE"),
                Map.entry(insertInto("film").columns("title").values("x").onConflict(col("title"), upper(col("title")))
                        .doNothing(), "ON CONFLICT (title, (upper(title))) DO NOTHING"),
                Map.entry(deleteFrom("film").whereCurrentOf("Odd"), "WHERE CURRENT OF \"Odd\""),
                Map.entry(deleteFrom("film").allRows().returningWith("o", null).returning(col("o.id")),
                        "RETURNING WITH (OLD AS o) o.id"),
                Map.entry(deleteFrom("film").allRows().returningWith(null, "n").returning(all("n")),
                        "RETURNING WITH (NEW AS n) n.*"),
                Map.entry(update(Film.class).set("length", 1).allRows().returning(oldRow().col(Film::title)),
                        "RETURNING old.title"),
                Map.entry(MERGE.whenNotMatched().overridingSystemValue().insert(set("inventory_id", 9)),
                        "WHEN NOT MATCHED THEN INSERT (inventory_id) OVERRIDING SYSTEM VALUE VALUES ($1::int4)"),
                Map.entry(MERGE.whenNotMatched().insertDefaultValues(), "THEN INSERT DEFAULT VALUES"),
                Map.entry(MERGE.whenMatched(col(Film::title).eq("x"), or(col("i.qty").eq(1), col("i.qty").eq(2))).doNothing(),
                        "WHEN MATCHED AND f.title = $1 AND (i.qty = $2::int4 OR i.qty = $3::int4) THEN DO NOTHING"))
                .entrySet().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("variants")
    void theServerUnderstands(Map.Entry<Statement, String> variant) {
        query("CREATE UNIQUE INDEX ON film (title, upper(title))");
        assertThat(variant.getKey().rendered().text()).contains(variant.getValue());
        prepare(variant.getKey());
    }

    @ParameterizedTest
    @ValueSource(strings = { "numeric(10,2)", "numeric(3, -2)[]", "public.rating", "\"rating\"[]", "double precision[]",
            "character varying(5)[]", "CHAR VARYING", "bit varying(3)", "national character varying(5)",
            "national character(2)",
            "nchar varying", "time(3) without time zone", "timestamp with time zone[][]", "Timestamp(3) With Time Zone",
            "interval day to second(3)", "interval year to month", "interval second(2)[]", "interval minute", "interval(3)" })
    void typesAsTheServerNamesThem(String type) {
        Select<Object> select = select(val("x", type));
        assertThat(select.rendered().text()).isIn("SELECT $1::" + type, "SELECT $1::text::" + type);
        prepare(select);
    }

    @ParameterizedTest
    @ValueSource(strings = { "text UNION SELECT title FROM film", "text FROM film", "text x", "text.a b", "int8 ORDER BY a",
            "\"rating\" FROM film", "double precision FROM film", "interval day to x", "timestamp with time zone FROM film",
            "text[] FROM film", "text with time zone", "text--", "text)", "" })
    void otherWordsBehindATypeAreRefused(String type) {
        assertMisuse(() -> val("x", type), 1107, "that is no name of a PostgreSQL type. Write it as in a cast: \"int8\", "
                + "\"numeric(10,2)\", \"text[]\", \"public.mpaa_rating\".");
    }

    @Test
    void comparedValuesOfCaseTakeTheOperandsType() {
        assertSql(select(caseOf(col("rating")).when("PG", 1).otherwise(2)).from("film"),
                "SELECT CASE rating WHEN $1 THEN $2::int4 ELSE $3::int4 END FROM film", "PG", 1, 2);
        assertSql(select(caseOf(col(Film::rating)).when(Film.Rating.R, 1)).from(Film.class),
                "SELECT CASE rating WHEN $1 THEN $2::int4 END FROM film", Film.Rating.R, 1);
    }

    @Test
    void anExpressionThatStandsTwiceHasOneParameter() {
        Expression<?> longer = col("length").plus(1);
        Expression<?> named = col("title").concat("x");
        Select<Row> grouped = select(longer, grouping(longer), count()).from("film").groupBy(rollup(longer));
        assertSql(grouped, "SELECT length + $1::int4, grouping(length + $1::int4), count(*) FROM film GROUP BY "
                + "ROLLUP (length + $1::int4)", 1);
        assertThat(run(grouped)).hasSize(6);
        assertSql(select(arrayAgg(named).distinct().orderBy(named.desc())).from("film"),
                "SELECT array_agg(DISTINCT title || $1::text ORDER BY title || $1::text DESC) FROM film", "x");
        Expression<?> open = col("length").plus(param("more", Integer.class));
        Select<Row> bound = select(open, count()).from("film").groupBy(open).bind("more", 2);
        assertThat(values(bound)).containsExactly(2);
        assertThat(run(bound)).hasSize(5);
        assertThat(values(select(col("length").plus(1), col("length").plus(1)).from("film"))).containsExactly(1, 1);
        Expression<?> nothing = val(null);
        assertSql(insertInto("film").columns("title", "length").values(nothing, nothing),
                "INSERT INTO film (title, length) VALUES ($1, $2)", null, null);
    }

    @Test
    void aRowOfOneFieldGroupsByIt() {
        assertSql(select(col("rating"), count()).from("film").groupBy(groupingSets(row(col("rating")), emptyGroupingSet())),
                "SELECT rating, count(*) FROM film GROUP BY GROUPING SETS ((rating), ())");
        assertSql(select(col("rating")).from("film").groupBy(row(col("rating"))), "SELECT rating FROM film GROUP BY (rating)");
    }

    @Test
    void aTableCalledOldIsNoVersionOfTheRow() {
        Returning<?> returning = deleteFrom("film").using(table("inventory").as("old")).where(col("old.film_id").eq(col("id")))
                .returning(array(select(col("shelf")).from("store_film").where(col("film_id").eq(col("old.film_id")))));
        assertThat(returning.requirement()).isNull();
        prepare(returning);
        assertThat(deleteFrom("film").allRows().returning(array(select(col("shelf")).from("store_film")
                .where(col("film_id").eq(col("old.id"))))).requirement()).isNotNull();
    }

    @Test
    void peopleSeeWhatAServerWouldBeRefused() {
        Delete both = deleteFrom("film").where(col("id").eq(1)).whereCurrentOf("c");
        assertThat(both).hasToString("DELETE FROM film WHERE id = 1 AND CURRENT OF c");
        assertMisuse(both::rendered, 1111,
                "whereCurrentOf(…) means one row and takes no further condition: leave where(…) out.");
    }

    @Test
    void utilityStatements() {
        assertThat(truncate("film", "inventory").cascade()).hasToString("TRUNCATE film, inventory CASCADE");
        assertThat(truncate(Film.class)).hasToString("TRUNCATE film");
        assertThat(lockTable("film", "inventory")).hasToString("LOCK TABLE film, inventory IN ACCESS EXCLUSIVE MODE");
        assertThat(lockTable(Film.class).in(TableLock.ROW_SHARE)).hasToString("LOCK TABLE film IN ROW SHARE MODE");
        LockTable lock = lockTable("film").noWait().in(TableLock.SHARE);
        assertThat(lock).hasToString("LOCK TABLE film IN SHARE MODE NOWAIT");
        run(lock);
        assertThat(TITLES.into("a.b")).hasToString("CREATE TABLE a.b AS SELECT title FROM film");
        assertThat(TITLES.intoUnlogged("b")).hasToString("CREATE UNLOGGED TABLE b AS SELECT title FROM film");
        assertThat(TITLES.into("b").touches().changesSchema()).isTrue();
        assertThat(truncate("film").cascade().touches().opaqueWrites()).isTrue();
        assertThat(lockTable("film").writes()).isTrue();
    }

    @Test
    void conditionsOfPartialIndexesStandAsLiterals() {
        Insert insert = insertInto("film").columns("title").values("x");
        assertThat(insert.onConflict("title").where(col(Film::rating).eq(Film.Rating.PG), col("title").ne("o'n\\e"),
                col("length").gt(-1), col("a").eq(true)).doNothing().rendered().text()).endsWith(
                        " WHERE rating = 'PG' AND title <> E'o''n\\\\e' AND length > '-1'::int4 AND a = true DO NOTHING");
        assertMisuse(() -> insert.onConflict("title").where(col("length").gt(param("least"))).doNothing().rendered(), 1111,
                "the parameter :least stands in the condition of a partial index, which PostgreSQL compares with the index "
                        + "before it knows parameters. Give the value itself.");
        assertMisuse(() -> insert.onConflict("title").where(col("length").in(List.of(1))).doNothing().rendered(), 1105,
                "the condition of a partial index takes numbers, booleans, texts, enums and times, and "
                        + "java.util.Collections$UnmodifiableRandomAccessList was given.");
    }

    @Test
    void misuseIsToldBeforeTheServerIsAsked() {
        assertMisuse(TITLES::withTies, 1111, "withTies() belongs to a limit: call limit(…) before it.");
        assertMisuse(() -> TITLES.limit(1).withTies().rendered(), 1111,
                "withTies() needs an order that rows can be equal in: add orderBy(…).");
        assertMisuse(() -> table("film").repeatable(1), 1111,
                "repeatable(…) belongs to a sample: call tablesample(…) before it.");
        assertMisuse(() -> window().excludeTies(), 1111,
                "excludeTies() belongs to a frame: call rows(…), range(…) or groups(…) before it.");
        assertMisuse(() -> Sql.values(row(1)).where(col("a").isNull()), 1111,
                "where(…) can't follow values(…): select from them: "
                        + "select(…).from(values(…).as(\"name\")).where(…).");
        assertMisuse(() -> update("film").set("length", 1).where(col("id").eq(1)).whereCurrentOf("c").rendered(), 1111,
                "whereCurrentOf(…) means one row and takes no further condition: leave where(…) out.");
        assertMisuse(() -> mergeInto("film").whenMatched().delete().rendered(), 1111,
                "the merge into film has no source. Add using(…) and on(…).");
        assertMisuse(MERGE::rendered, 1111, "the merge into i does nothing. Add whenMatched(…) or whenNotMatched(…) with what "
                + "to do.");
        assertMisuse(() -> MERGE.whenNotMatched().insert(set(List.of("a", "b"), row(1, 2))), 1111,
                "insert(…) of a merge sets one column at a time: set(\"column\", value).");
        assertMisuse(() -> col("a").using("; DROP"), 1104,
                "using(…) takes an operator as PostgreSQL writes it: \"<\", \"~>~\".");
        assertMisuse(() -> col("a").using("<--"), 1104, "using(…) takes an operator as PostgreSQL writes it: \"<\", \"~>~\".");
        assertMisuse(() -> set(lower(col("a")), 1), 1104, "set(…) takes a column, or subscript(…) or field(…) of one.");
        Insert insert = insertInto("film").columns("title").values("x");
        for (OnConflict conflict : List.of(insert.onConflict(), insert.onConflictOnConstraint("film_title_key"))) {
            assertMisuse(() -> conflict.where(col("length").gt(1)), 1111,
                    "where(…) of a conflict is the condition of a partial "
                            + "index, which PostgreSQL looks for by its columns: name them, onConflict(\"column\", …). For a condition "
                            + "of the update call where(…) behind doUpdate(…).");
        }
        assertMisuse(() -> set(List.of(), row(1)), 1111, "set(…) was given no column.");
        assertMisuse(() -> ordinal(0), 1105, "ordinal(…) counts the columns of the select list from 1.");
    }

    private static void assertMisuse(ThrowingCallable call, int code, String message) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage("STRATA-" + code + ": " + message);
    }
}
