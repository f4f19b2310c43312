package io.quarkiverse.strata.grammar;

import static io.quarkiverse.strata.sql.Sql.*;
import static java.util.Map.entry;

import java.util.List;
import java.util.Map;

import io.quarkiverse.strata.sql.TableLock;

/** INSERT, UPDATE, DELETE, TRUNCATE and locks. */
final class WriteClauses {

    static final Map<String, Written> INSERT = Map.ofEntries(
            entry("multi-row VALUES + DEFAULT",
                    Written.of(insertInto("t").columns("a", "d").values(1, defaultValue()).values(2, now()))),
            entry("DEFAULT VALUES", Written.of(insertInto("t"))),
            entry("INSERT .. SELECT", Written.of(insertInto("t").columns("a").select(select(col("v")).from("u")))),
            entry("WITH .. INSERT",
                    Written.of(
                            with("x", select(val(1).as("a"))).insertInto("t").columns("a").select(select(col("a")).from("x")))),
            entry("target alias", Written.of(insertInto("t").as("z").columns("a").values(1).returning(col("z.id")))),
            entry("OVERRIDING SYSTEM/USER VALUE",
                    Written.of(insertInto("t").columns("id", "a").overridingUserValue().values(9, 1))),
            entry("array element / composite field target",
                    Written.of(insertInto("t").columns(col("arr").subscript(1)).values(5))),
            entry("unnest($1,$2) bulk insert",
                    Written.of(insertInto("t").columns("a", "b").select(select(all())
                            .from(table(function("unnest", List.of(1, 2), List.of("x", "y"))))))),
            entry("ON CONFLICT DO NOTHING",
                    Written.of(insertInto("u").values(1, 1, 1, "w1").onConflict().doNothing())),
            entry("ON CONFLICT (col) DO UPDATE .. EXCLUDED .. WHERE",
                    Written.of(insertInto("u").values(1, 1, 1, "w99").onConflict("id")
                            .doUpdate(set(List.of("v", "w"), row(excluded("v"), excluded("w"))))
                            .where(col("u.v").isDistinctFrom(excluded("v"))))),
            entry("ON CONFLICT with partial-index predicate / expression",
                    Written.of(insertInto("t").columns("a", "b").values(1, "B1").onConflict(lower(col("b")))
                            .where(col("a").gt(0)).doNothing())),
            entry("ON CONFLICT ON CONSTRAINT",
                    Written.of(insertInto("u").values(1).onConflictOnConstraint("u_pkey").doNothing())),
            entry("RETURNING expr AS",
                    Written.of(insertInto("t").columns("a").values(1).returning(col("id"), col("a").times(2).as("x")))),
            entry("RETURNING old.*/new.*",
                    Written.of(insertInto("u").values(1, 1, 5, "w1").onConflict("id").doUpdate("v")
                            .returning(oldRow().col("v"), newRow().col("v"), oldRow().isNull().as("inserted")))),
            entry("RETURNING WITH (OLD AS o, NEW AS n)",
                    Written.of(insertInto("t").columns("a").values(1).returningWith("o", "n")
                            .returning(col("o.a"), col("n.a")))));

    static final Map<String, Written> UPDATE = Map.ofEntries(
            entry("UPDATE .. FROM .. join",
                    Written.of(update("t").set("a", col("u.v")).from("u").join(table("tree")).onTrue()
                            .where(col("u.t_id").eq(col("t.id"))))),
            entry("multi-column SET (a,b)=(..) / ROW / sub-SELECT",
                    Written.of(update("t").set(List.of("a", "b"), select(col("v"), col("w")).from("u")
                            .where(col("u.t_id").eq(col("t.id")))).set(List.of("c", "p"), row(1, 2)).allRows())),
            entry("SET col = DEFAULT", Written.of(update("t").set("d", defaultValue()).allRows())),
            entry("array element / jsonb subscript assignment",
                    Written.of(update("t").set(col("arr").subscript(2), 7).set(col("j").subscript("z"), jsonb(1)).allRows())),
            entry("WITH .. UPDATE ONLY .. AS",
                    Written.of(with("x", select(val(1).as("i"))).update(table("t").only().as("z")).set("a", 1).from("x")
                            .where(col("z.id").eq(col("x.i"))))),
            entry("WHERE CURRENT OF cursor", Written.of(update("t").set("a", 1).whereCurrentOf("c"))),
            entry("RETURNING",
                    Written.of(update("t").set("a", col("a").plus(1)).allRows().returning(col("id"), col("a")))),
            entry("RETURNING old/new",
                    Written.of(update("t").set("a", col("a").plus(1)).allRows()
                            .returning(oldRow().col("a"), newRow().col("a")))));

    static final Map<String, Written> DELETE = Map.of(
            "USING join",
            Written.of(deleteFrom("u").using("t").where(col("t.id").eq(col("u.t_id")), col("t.a").gt(18))),
            "WITH .. DELETE ONLY .. AS",
            Written.of(with("x", select(val(1).as("i"))).deleteFrom(table("u").only().as("z")).using("x")
                    .where(col("z.id").eq(col("x.i")))),
            "RETURNING old", Written.of(deleteFrom("u").allRows().returning(oldRow().all())),
            "batch delete by ctid sub-select",
            Written.of(deleteFrom("u").where(col("ctid").eq(any(array(select(col("ctid")).from("u").limit(3)))))));

    static final Map<String, Written> TRUNCATE = Map.of("TRUNCATE ONLY .. RESTART IDENTITY CASCADE",
            Written.of(truncate(table("t").only()).restartIdentity().cascade()).withoutPlan());

    static final Map<String, Written> TX = Map.of(
            "LOCK TABLE .. IN .. MODE NOWAIT",
            Written.of(lockTable("t").in(TableLock.SHARE_UPDATE_EXCLUSIVE).noWait()).withoutPlan(),
            "advisory locks (xact, try, shared)",
            Written.of(select(function("pg_try_advisory_xact_lock", 1), function("pg_advisory_xact_lock_shared", 2)))
                    // the driver has two ways to say void
                    .normalised(row -> row.equals("true | null") ? "true | " : row));

    private WriteClauses() {
    }
}
