package io.quarkiverse.strata.seeding;

import static io.quarkiverse.strata.sql.Sql.sql;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.quarkiverse.strata.Database;
import io.quarkiverse.strata.Queries;
import io.quarkiverse.strata.sql.Query;
import io.quarkiverse.strata.sql.Row;
import io.quarkiverse.strata.sql.SqlStatement;
import io.quarkiverse.strata.sql.Statement;
import io.smallrye.mutiny.Uni;

/** The table {@code strata_seeders}: which seeders ran in a database. */
final class SeederHistory {

    /** Not to_regclass(): behind the lock it would still answer from what the session knew when its transaction began. */
    private static final Query<Boolean> EXISTS = sql("SELECT EXISTS (SELECT FROM pg_catalog.pg_class"
            + " WHERE relname = 'strata_seeders' AND pg_catalog.pg_table_is_visible(oid))").as(Boolean.class);
    /** Two CREATE TABLE IF NOT EXISTS at the same time fail in PostgreSQL. The number is this table's own. */
    private static final Statement LOCK = sql("SELECT pg_advisory_xact_lock(7310589442101)::text");
    private static final Statement CREATE = sql("CREATE TABLE strata_seeders (id text PRIMARY KEY, seeder text NOT NULL,"
            + " seeded_at timestamptz NOT NULL DEFAULT now())");
    private static final Query<Row> ALL = sql("SELECT id, seeded_at FROM strata_seeders").as(Row.class);
    private static final SqlStatement RECORD = sql(
            "INSERT INTO strata_seeders (id, seeder) VALUES (:id, :seeder) ON CONFLICT (id) DO NOTHING");
    private static final SqlStatement FORGET = sql("DELETE FROM strata_seeders WHERE id = ANY(:ids)");

    private SeederHistory() {
    }

    /** Creates the table where it isn't there. */
    static Uni<Void> create(Database database) {
        return database.first(EXISTS).chain(exists -> exists ? Uni.createFrom().voidItem()
                : database.transaction(tx -> tx.execute(LOCK)
                        .chain(() -> tx.first(EXISTS))
                        .chain(now -> now ? Uni.createFrom().voidItem() : tx.execute(CREATE).replaceWithVoid())));
    }

    /** The ids of the seeders that ran, with the time; empty when the table isn't there. */
    static Uni<Map<String, Instant>> read(Database database) {
        return database.first(EXISTS).chain(exists -> exists ? database.list(ALL).map(SeederHistory::byId)
                : Uni.createFrom().item(Map.of()));
    }

    private static Map<String, Instant> byId(List<Row> rows) {
        Map<String, Instant> byId = new HashMap<>();
        rows.forEach(row -> byId.put(row.get("id", String.class), row.get("seeded_at", Instant.class)));
        return byId;
    }

    /**
     * Records a seeder in its own transaction, before its rows. The key makes a second instance wait here for the end of this
     * transaction.
     *
     * @return whether it was recorded now; false when it was before
     */
    static Uni<Boolean> record(Queries transaction, SeederDefinition seeder) {
        return transaction.execute(RECORD.bind("id", seeder.id()).bind("seeder", seeder.seeder())).map(rows -> rows == 1);
    }

    /** Forgets that seeders ran. */
    static Uni<Void> forget(Queries transaction, List<SeederDefinition> seeders) {
        return transaction.first(EXISTS).chain(exists -> !exists || seeders.isEmpty() ? Uni.createFrom().voidItem()
                : transaction.execute(FORGET.bind("ids", seeders.stream().map(SeederDefinition::id).toList()))
                        .replaceWithVoid());
    }
}
