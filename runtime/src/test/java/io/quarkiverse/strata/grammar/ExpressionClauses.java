package io.quarkiverse.strata.grammar;

import static io.quarkiverse.strata.sql.Sql.*;
import static java.util.Map.entry;

import java.time.Period;
import java.util.List;
import java.util.Map;

/** Conditions, operators and functions. */
final class ExpressionClauses {

    static final Map<String, Written> ALL = Map.ofEntries(
            entry("EXISTS / NOT EXISTS / IN (subquery)",
                    Written.of(select(val(1)).from("t").where(
                            exists(select(val(1)).from("u").where(col("u.t_id").eq(col("t.id")))),
                            notExists(select(val(1)).from("u").where(col("v").lt(0))),
                            col("id").in(select(col("t_id")).from("u"))))),
            entry("row-wise IN / comparison",
                    Written.of(select(val(1)).from("t").where(
                            row(col("a"), col("b")).in(select(col("v"), col("w")).from("u"))
                                    .or(row(col("a"), col("p")).gt(row(3, 1)))))),
            entry("= ANY(array) / ALL / SOME",
                    Written.of(select(val(1)).from("t").where(col("a").eq(any(val(List.of(1, 2)))),
                            col("a").ne(all(val(List.of(9)))), col("a").gt(any(select(col("v")).from("u")))))),
            entry("IS [NOT] DISTINCT FROM",
                    Written.of(select(val(1)).from("t").where(col("a").isNotDistinctFrom(col("p"))))),
            entry("BETWEEN SYMMETRIC / IS NOT UNKNOWN",
                    Written.of(select(val(1)).from("t").where(col("a").betweenSymmetric(9, 2),
                            col("a").gt(1).isNotUnknown()))),
            entry("ILIKE / SIMILAR TO / ~* / ESCAPE",
                    Written.of(select(val(1)).from("t").where(col("b").ilike("b%"), col("b").similarTo("(b|c)%"),
                            col("b").matchesRegexpIgnoringCase("^B"), col("b").like("a!%", '!')))),
            entry("OVERLAPS / AT TIME ZONE",
                    Written.of(select(row(now(), now()).overlaps(row(now(), Period.ofDays(1))),
                            now().atTimeZone("UTC")))),
            entry("AT LOCAL", Written.of(select(now().atLocal()))),
            entry("CASE / COALESCE / NULLIF / GREATEST",
                    Written.of(select(caseOf(col("a")).when(1, 2).otherwise(3), coalesce(col("a"), 0), nullif(col("a"), 1),
                            greatest(col("a"), col("p"))).from("t"))),
            entry("ARRAY(subquery), slices, subscripts",
                    Written.of(select(array(select(col("a")).from("t")), col("arr").subscript(1), col("arr").slice(1, 2))
                            .from("t"))),
            entry("jsonb operators -> ->> #> @> ? ?| @? @@",
                    Written.of(select(col("j").json("k"), col("j").jsonTextAtPath("k", "0"), col("j").contains(jsonb(Map.of())),
                            col("j").hasKey("k"), col("j").hasAnyKey("k"), col("j").jsonPathExists("$.k"),
                            col("j").jsonPathMatches("$.k[*] > 1")).from("t"))),
            entry("jsonb subscripting", Written.of(select(col("j").subscript("k").subscript(0)).from("t"))),
            entry("SQL/JSON constructors JSON_OBJECT/JSON_ARRAYAGG",
                    Written.of(select(jsonObject(jsonEntry("a", 1)).absentOnNull(), jsonArrayAgg(col("a")).orderBy(col("a")))
                            .from("t").groupBy("p"))
                            // the server keeps the type of a literal key open
                            .normalised(plan -> plan.replace("'a'::text : ", "'a' : "))),
            entry("IS JSON predicate", Written.of(select(val("{}").isJson().object().withUniqueKeys()))),
            entry("JSON_EXISTS / JSON_VALUE / JSON_QUERY",
                    Written.of(select(jsonExists(col("j"), "$.k"),
                            jsonValue(col("j"), "$.k[0]").returning(Integer.class).defaultOnEmpty(0),
                            jsonQuery(col("j"), "$.k").withWrapper()).from("t"))),
            entry("full text @@ / to_tsquery / ts_rank / headline",
                    Written.of(select(tsRank(toTsvector("simple", col("b")), websearchToTsquery("simple", "b1"))).from("t")
                            .where(toTsvector("simple", col("b")).matches(websearchToTsquery("simple", "b1"))))),
            entry("range / multirange operators",
                    Written.of(select(col("r").overlaps(function("int4range", 1, 5)), col("r").contains(3),
                            function("range_agg", col("r")), val("{[1,2)}", "int4multirange")).from("t").groupBy("r"))),
            entry("any_value()", Written.of(select(anyValue(col("b"))).from("t").groupBy("p"))),
            entry("named / mixed function args (=>), VARIADIC",
                    Written.of(select(function("make_interval", named("days", 3)),
                            function("concat", variadic(List.of("a", "b")))))),
            entry("numeric literals 1_000, 0xFF", Written.of(select(val(1_000).plus(0), val(0xFF).plus(0)))),
            // the version is the fifteenth digit
            entry("uuidv7()", Written.of(select(uuidv7())).normalised(row -> row.replaceAll(
                    "[0-9a-f]{8}-[0-9a-f]{4}-(.)[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}", "a uuid of version $1"))));

    private ExpressionClauses() {
    }
}
