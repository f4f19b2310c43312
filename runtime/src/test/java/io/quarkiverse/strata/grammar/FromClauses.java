package io.quarkiverse.strata.grammar;

import static io.quarkiverse.strata.sql.JsonTable.*;
import static io.quarkiverse.strata.sql.Sql.*;
import static io.quarkiverse.strata.sql.XmlTable.xmlColumn;
import static java.util.Map.entry;

import java.util.List;
import java.util.Map;

/** What stands in FROM. */
final class FromClauses {

    static final Map<String, Written> ALL = Map.ofEntries(
            entry("ONLY / *", Written.of(select(all()).from(table("t").only()).from("u"))),
            entry("table alias with column aliases",
                    Written.of(select(col("x")).from(table("u").as("z", "x", "y", "q", "w2")))),
            entry("TABLESAMPLE BERNOULLI REPEATABLE",
                    Written.of(select(all()).from(table("t").tablesample("bernoulli", 50).repeatable(42)))),
            entry("TABLESAMPLE SYSTEM_ROWS (ext)",
                    Written.of(select(all()).from(table("t").tablesample("system_rows", 5)))
                            // any five rows
                            .normalised(row -> row.contains(" | ") ? "a row" : row)),
            entry("LATERAL subquery",
                    Written.of(select(all()).from("t").crossJoin(lateral(select(col("v")).from("u")
                            .where(col("u.t_id").eq(col("t.id"))).limit(1)).as("x")))),
            entry("LATERAL function",
                    Written.of(select(all()).from("t").from(table(function("unnest", col("t.arr"))).as("e")))),
            entry("subquery in FROM without alias", Written.of(select(all()).from(select(val(1))))),
            entry("WITH ORDINALITY",
                    Written.of(select(all()).from(table(function("unnest", List.of(9, 8))).ordinality().as("x", "v", "n")))),
            entry("ROWS FROM()",
                    Written.of(select(all()).from(rowsFrom(function("generate_series", 1, 3),
                            function("unnest", List.of(7, 8))).ordinality().as("z", "a", "b", "n")))),
            entry("function column definition list",
                    Written.of(select(all()).from(table(function("json_to_recordset", cast(val("[{\"a\":1}]"), "json")))
                            .as("x", columnDefinition("a", "int"))))),
            entry("JOIN USING (..) AS alias", Written.of(select(col("k.id")).from("t").join("u").usingAs("k", "id"))),
            entry("NATURAL / FULL / CROSS JOIN",
                    Written.of(select(val(1)).from("t").naturalFullJoin("u").crossJoin("tree"))),
            entry("JSON_TABLE (NESTED PATH, FOR ORDINALITY)",
                    Written.of(select(all()).from(jsonTable(jsonb(Map.of("a", List.of(Map.of("b", 1)))), "$.a[*]")
                            .columns(forOrdinality("n"), jsonColumn("b", "int").path("$.b"),
                                    nestedPath("$.c[*]").columns(jsonColumn("z", "int").path("$")))))),
            entry("XMLTABLE",
                    Written.of(select(all()).from(xmlTable("/r/x", cast(val("<r><x>1</x></r>"), "xml"))
                            .columns(xmlColumn("x", "int").path("."))))
                            // the driver sends no value as xml; PostgreSQL doesn't fold the cast of a text, as it would others
                            .normalised(plan -> plan.replaceAll("\\(('[^']*')::text\\)::xml", "$1::xml"))));

    private FromClauses() {
    }
}
