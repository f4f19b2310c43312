package io.quarkiverse.strata.grammar;

import static io.quarkiverse.strata.sql.Frame.*;
import static io.quarkiverse.strata.sql.Sql.*;
import static java.util.Map.entry;

import java.time.Period;
import java.util.List;
import java.util.Map;

import io.quarkiverse.strata.sql.Select;

/** The clauses of SELECT but for FROM and expressions. */
final class SelectClauses {

    private static final Select<Integer> ONE = select(val(1));

    static final Map<String, Written> ALL = Map.ofEntries(
            entry("DISTINCT ON", Written.of(select(col("p"), col("a")).from("t").distinctOn(col("p"))
                    .orderBy(col("p").asc(), col("a").desc()))),
            entry("empty select list", Written.of(select().from("t"))),
            entry("AS alias with quoted keyword", Written.of(select(col("a").as("select")).from("t"))),
            entry("composite star expansion", Written.of(select(row(1, 2).cast("pt").allFields()))),
            entry("TABLE command", Written.of(select(all()).from("t"))),
            entry("VALUES as statement + ORDER BY/LIMIT",
                    Written.of(values(row(1, 2), row(3, 4)).orderBy(ordinal(1)).limit(1))),
            entry("GROUPING SETS / ROLLUP / CUBE + GROUPING()",
                    Written.of(select(col("p"), col("b"), grouping(col("p"), col("b")), count()).from("t")
                            .groupBy(groupingSets(row(col("p"), col("b")), rollup(col("p")), cube(col("b")),
                                    emptyGroupingSet())))),
            entry("GROUP BY DISTINCT", Written.of(select(col("p"), col("a"), count()).from("t")
                    .groupByDistinct(rollup(col("p"), col("a")), rollup(col("p"))))),
            entry("HAVING", Written.of(select(col("p")).from("t").groupBy("p").having(count().gt(val(1))))),
            entry("FILTER (WHERE)", Written.of(select(count().filter(col("a").gt(3))).from("t"))),
            entry("aggregate ORDER BY / DISTINCT",
                    Written.of(select(arrayAgg(col("a")).distinct().orderBy(col("a").desc())).from("t"))),
            entry("WITHIN GROUP (ordered-set)",
                    Written.of(select(function("percentile_cont", 0.5).withinGroup(col("a")),
                            function("mode").withinGroup(col("p"))).from("t"))),
            entry("hypothetical-set aggregate", Written.of(select(function("rank", 5).withinGroup(col("a"))).from("t"))),
            entry("window: named WINDOW + inheritance",
                    Written.of(select(sum(col("a")).over(window("w").rows(preceding(1)))).from("t")
                            .window("w", partitionBy("p").orderBy("a")))),
            entry("window: RANGE with interval offset",
                    Written.of(select(count().over(window().orderBy("d")
                            .rangeBetween(preceding(Period.ofDays(1)), currentRow()))).from("t"))),
            entry("window: GROUPS frame",
                    Written.of(select(sum(col("a")).over(window().orderBy("p").groupsBetween(preceding(1), following(1))))
                            .from("t"))),
            entry("window: EXCLUDE TIES",
                    Written.of(select(sum(col("a")).over(window().orderBy("p").rows(unboundedPreceding()).excludeTies()))
                            .from("t"))),
            entry("window: FILTER on window aggregate",
                    Written.of(select(sum(col("a")).filter(col("a").gt(2)).over(partitionBy("p"))).from("t"))),
            entry("UNION/INTERSECT/EXCEPT [ALL] nested with parens",
                    Written.of(ONE.unionAll(select(val(2))).intersect(select(val(2)).exceptAll(select(val(3))))
                            .orderBy(ordinal(1)))),
            entry("ORDER BY USING op / NULLS LAST / COLLATE",
                    Written.of(select(col("b")).from("t").orderBy(col("a").using(">"),
                            col("b").collate("C").desc().nullsLast()))),
            entry("FETCH FIRST n ROWS WITH TIES", Written.of(select(col("a")).from("t").orderBy("p").limit(2).withTies())),
            entry("OFFSET n ROWS / LIMIT ALL", Written.of(select(col("a")).from("t").offset(2))),
            entry("FOR UPDATE/NO KEY UPDATE/SHARE/KEY SHARE OF .. NOWAIT",
                    Written.of(select(all()).from("t").join("u").on(col("u.t_id").eq(col("t.id")))
                            .forNoKeyUpdate("t").noWait().forKeyShare("u"))),
            entry("SKIP LOCKED", Written.of(select(all()).from("t").limit(1).forUpdate().skipLocked())),
            entry("WITH .. MATERIALIZED / NOT MATERIALIZED",
                    Written.of(with("x", select(val(1).as("z"))).materialized().with("y", select(val(2).as("z")))
                            .notMaterialized().select(all()).from("x").from("y"))),
            entry("WITH RECURSIVE",
                    Written.of(withRecursive("c", List.of("id", "d"),
                            select(col("id"), val(0)).from("tree").where(col("parent").isNull())
                                    .unionAll(select(col("tree.id"), col("d").plus(1)).from("tree").join("c")
                                            .on(col("parent").eq(col("c.id")))))
                            .select(all()).from("c"))),
            entry("CTE SEARCH DEPTH/BREADTH FIRST",
                    Written.of(withRecursive("c",
                            select(col("id"), col("parent")).from("tree").where(col("parent").isNull()).unionAll(children()))
                            .searchDepthFirst("ord", "id").select(all()).from("c").orderBy("ord"))),
            entry("CTE CYCLE",
                    Written.of(withRecursive("c", select(col("id"), col("parent")).from("tree").unionAll(children()))
                            .cycle("is_cycle", "path", "id").select(all()).from("c"))),
            entry("data-modifying CTE",
                    Written.of(with("d", deleteFrom("u").where(col("v").gt(18)).returning(all()))
                            .with("i", insertInto("tree")
                                    .select(select(col("id").plus(100), val(null), col("w")).from("d")).returning(col("id")))
                            .select(count()).from("i"))),
            entry("SELECT INTO TEMP",
                    Written.of(select(col("a")).from("t").intoTemporary("tmpx")).shownBy(
                            "SELECT a, relpersistence::text FROM tmpx, pg_class WHERE relname = 'tmpx'")));

    private SelectClauses() {
    }

    private static Select<io.quarkiverse.strata.sql.Row> children() {
        return select(col("tree.id"), col("tree.parent")).from("tree").join("c").on(col("tree.parent").eq(col("c.id")));
    }
}
