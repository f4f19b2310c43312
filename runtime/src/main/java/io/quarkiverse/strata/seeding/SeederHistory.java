package io.quarkiverse.strata.seeding;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.quarkiverse.strata.Database;
import io.quarkiverse.strata.Queries;
import io.quarkiverse.strata.sql.Parameter;
import io.quarkiverse.strata.sql.PgType;
import io.quarkiverse.strata.sql.Query;
import io.quarkiverse.strata.sql.Rendered;
import io.quarkiverse.strata.sql.Row;
import io.quarkiverse.strata.sql.Shape;
import io.smallrye.mutiny.Uni;

/** The table {@code strata_seeders}: which seeders ran in a database. */
final class SeederHistory {

    /** Not to_regclass(): behind the lock it would still answer from what the session knew when its transaction began. */
    private static final Text<Boolean> EXISTS = new Text<>("SELECT EXISTS (SELECT FROM pg_catalog.pg_class"
            + " WHERE relname = 'strata_seeders' AND pg_catalog.pg_table_is_visible(oid))", List.of(), false,
            Shape.scalar(Boolean.class));
    /** Two CREATE TABLE IF NOT EXISTS at the same time fail in PostgreSQL. The number is this table's own. */
    private static final Text<Row> LOCK = new Text<>("SELECT pg_advisory_xact_lock(7310589442101)::text", List.of(), true,
            Shape.row());
    private static final Text<Row> CREATE = new Text<>("CREATE TABLE strata_seeders (id text PRIMARY KEY, seeder text NOT NULL,"
            + " seeded_at timestamptz NOT NULL DEFAULT now())", List.of(), true, Shape.row());
    private static final Text<Row> ALL = new Text<>("SELECT id, seeded_at FROM strata_seeders", List.of(), false, Shape.row());

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
        return transaction
                .execute(new Text<>("INSERT INTO strata_seeders (id, seeder) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING",
                        List.of(text(seeder.id()), text(seeder.seeder())), true, Shape.row()))
                .map(rows -> rows == 1);
    }

    private static Parameter text(String value) {
        return new Parameter(null, value, PgType.TEXT, false, String.class);
    }

    /** A statement by its text. */
    private record Text<T>(Rendered rendered, boolean writes, Shape<T> shape) implements Query<T> {

        Text(String text, List<Parameter> parameters, boolean writes, Shape<T> shape) {
            this(new Rendered(text, parameters), writes, shape);
        }
    }
}
