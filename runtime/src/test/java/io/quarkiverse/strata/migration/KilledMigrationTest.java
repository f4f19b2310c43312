package io.quarkiverse.strata.migration;

import static io.quarkiverse.strata.migration.Migrated.file;
import static io.quarkiverse.strata.test.PostgresServer.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.SqlConnection;

/** The process ends between any two messages to the server: all its connections are gone at once. */
class KilledMigrationTest {

    private final Migrated db = new Migrated();
    private final MigrationSet set = MigrationSet.of(List.of(
            file("db/migration/V1__t.sql", "CREATE TABLE t (a int); INSERT INTO t VALUES (1)", null),
            file("db/migration/V2__mixed.sql", """
                    ALTER TABLE t ADD COLUMN b int;
                    INSERT INTO t VALUES (2);
                    CREATE INDEX CONCURRENTLY t_a ON t (a);
                    CREATE INDEX CONCURRENTLY ON t (b);
                    INSERT INTO t VALUES (3);
                    DROP INDEX CONCURRENTLY t_a;
                    VACUUM t;
                    CREATE TABLE p (a int) PARTITION BY LIST (a);
                    CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);
                    ALTER TABLE p DETACH PARTITION p1 CONCURRENTLY;
                    REINDEX INDEX CONCURRENTLY t_b_idx;
                    INSERT INTO t VALUES (4)
                    """, null)));

    private Migrator through(CountingProxy proxy) {
        return new Migrator(() -> PgConnection
                .connect(db.server.vertx(), db.server.options(db.database).setPort(proxy.port()))
                .map(connection -> connection), set, db.options);
    }

    private void inSchema(String schema) {
        db.options = new MigratorOptions("<default>", schema, "history", Duration.ofSeconds(2), 3, Duration.ofSeconds(20),
                false);
    }

    private List<String> catalog(String schema) {
        return db.rows("SELECT 'table ' || relname || ' ' || relkind::text FROM pg_class WHERE relnamespace = '" + schema
                + "'::regnamespace UNION ALL SELECT 'index ' || relname || ' ' || indisvalid FROM pg_index"
                + " JOIN pg_class ON oid = indexrelid WHERE relnamespace = '" + schema + "'::regnamespace"
                + " UNION ALL SELECT 'child ' || inhrelid::regclass FROM pg_inherits WHERE inhparent = '" + schema
                + ".p'::regclass UNION ALL SELECT 'row ' || a FROM " + schema + ".t UNION ALL SELECT concat_ws(' ', 'history',"
                + " id, finished, steps, steps_done, undoing, step_backend, step_indexes) FROM " + schema
                + ".history ORDER BY 1");
    }

    private void untilItsBackendsAreGone() {
        await().pollInterval(Duration.ofMillis(5)).atMost(Duration.ofSeconds(10)).until(() -> db.rows("SELECT FROM"
                + " pg_stat_activity WHERE datname = '" + db.database
                + "' AND pid <> pg_backend_pid() AND backend_type = 'client backend'").isEmpty());
    }

    @Test
    void wherever() {
        inSchema("whole");
        int messages;
        try (CountingProxy proxy = new CountingProxy()) {
            await(through(proxy).migrate());
            messages = proxy.queries.size();
        }
        List<String> expected = catalog("whole");
        assertThat(expected).contains("row 1", "row 2", "row 3", "row 4", "table p1 r", "index t_b_idx true",
                "history 2 t 12 12 f").doesNotContain("child p1");
        for (int last = 1; last <= messages; last++) {
            String schema = "cut" + last;
            inSchema(schema);
            try (CountingProxy proxy = new CountingProxy(last)) {
                through(proxy).migrate().onFailure().recoverWithNull().await().indefinitely();
            }
            untilItsBackendsAreGone();
            await(db.migrator(set).migrate());
            assertThat(catalog(schema)).as("cut behind message %d", last).isEqualTo(expected);
        }
    }

    @Test
    void aBuildThatGoesOnInTheServerIsWaitedForAndKept() {
        inSchema("public");
        db.rows("CREATE TABLE t (a int)");
        MigrationSet index = MigrationSet
                .of(List.of(file("db/migration/V1__i.sql", "CREATE INDEX CONCURRENTLY i ON t (a)", null)));
        SqlConnection holder = db.server.connect(db.database);
        CompletableFuture<MigrationReport> first;
        CompletableFuture<MigrationReport> second;
        String made;
        try (CountingProxy proxy = new CountingProxy()) {
            await(holder.query("BEGIN; INSERT INTO t VALUES (1)").execute());
            first = new Migrator(() -> PgConnection
                    .connect(db.server.vertx(), db.server.options(db.database).setPort(proxy.port()))
                    .map(connection -> connection), index, db.options).migrate().subscribeAsCompletionStage();
            await().atMost(Duration.ofSeconds(10)).until(() -> !db.rows("SELECT FROM pg_class WHERE relname = 'i'").isEmpty());
            made = db.rows("SELECT 'i'::regclass::oid").get(0);
            proxy.cut();
            await().until(first::isDone);
            second = db.migrator(index).migrate().subscribeAsCompletionStage();
            await().atMost(Duration.ofSeconds(10)).until(() -> !db.rows("SELECT FROM pg_stat_activity WHERE datname = '"
                    + db.database + "' AND query LIKE '%pg_terminate_backend%' AND pid <> pg_backend_pid()").isEmpty());
            await(holder.query("COMMIT").execute().eventually(() -> holder.close()));
        }
        assertThat(Migrated.ids(second.join())).containsExactly("1");
        assertThat(db.rows("SELECT indexrelid, indisvalid FROM pg_index WHERE indrelid = 't'::regclass"))
                .containsExactly(made + " true");
    }
}
