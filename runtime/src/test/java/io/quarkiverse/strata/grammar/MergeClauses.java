package io.quarkiverse.strata.grammar;

import static io.quarkiverse.strata.sql.Sql.*;
import static java.util.Map.entry;

import java.util.List;
import java.util.Map;

import io.quarkiverse.strata.sql.Merge;

/** MERGE. */
final class MergeClauses {

    private static final Merge U_FROM_T = mergeInto("u").using("t").on(col("u.id").eq(col("t.id")));

    static final Map<String, Written> ALL = Map.ofEntries(
            entry("WHEN MATCHED [AND] UPDATE/DELETE, NOT MATCHED INSERT",
                    Written.of(U_FROM_T.whenMatched(col("t.a").gt(10)).delete()
                            .whenMatched().update(set("v", col("t.a")))
                            .whenNotMatched().insert(set("id", col("t.id")), set("v", col("t.a"))))),
            entry("DO NOTHING, OVERRIDING in INSERT action",
                    Written.of(mergeInto("t").using("u").on(or(List.of()))
                            .whenNotMatched(col("u.id").gt(3)).overridingUserValue().insert(set("a", 1))
                            .whenNotMatched().doNothing())),
            entry("WITH .. MERGE, source subquery",
                    Written.of(with("s", select(val(1).as("i"))).mergeInto(table("u").as("z"))
                            .using(select(col("i")).from("s").as("q")).on(col("z.id").eq(col("q.i")))
                            .whenMatched().update(set(List.of("v", "w"), row(1, "q"))))),
            entry("WHEN NOT MATCHED BY SOURCE / BY TARGET",
                    Written.of(U_FROM_T.whenNotMatchedBySource().delete().whenNotMatched().doNothing())),
            entry("RETURNING merge_action()",
                    Written.of(U_FROM_T.whenMatched().update(set("v", col("t.a"))).returning(mergeAction(), all("u")))),
            entry("RETURNING old/new",
                    Written.of(U_FROM_T.whenMatched().update(set("v", col("t.a")))
                            .returning(mergeAction(), oldRow().col("v"), newRow().col("v")))),
            entry("into a view",
                    Written.of(mergeInto("vw").using("u").on(col("vw.id").eq(col("u.id")))
                            .whenMatched().update(set("a", 1)))));

    private MergeClauses() {
    }
}
