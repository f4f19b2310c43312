package io.quarkiverse.strata.migration;

import static io.quarkiverse.strata.migration.Migrated.file;
import static io.quarkiverse.strata.migration.Migrated.ids;
import static io.quarkiverse.strata.migration.Migrated.step;
import static io.quarkiverse.strata.migration.Migrated.table;
import static io.quarkiverse.strata.test.PostgresServer.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.vertx.sqlclient.SqlConnection;

class MigrationTransactionsTest {

    private final Migrated db = new Migrated();

    private Migrator migrator(MigrationTransactions transactions, String... scripts) {
        db.options = db.options.with(transactions);
        List<KnownMigration> known = new ArrayList<>();
        for (int i = 0; i < scripts.length; i++) {
            known.add(file("db/migration/V" + (i + 1) + "__x.sql", scripts[i], null));
        }
        return db.migrator(MigrationSet.of(known));
    }

    private List<String> transactions() {
        return db.rows("SELECT string_agg(id, ' ' ORDER BY position) FROM strata_migrations GROUP BY xmin::text"
                + " ORDER BY min(position)");
    }

    @Test
    void allOrNothing() {
        assertThatThrownBy(() -> await(migrator(MigrationTransactions.ALL, "CREATE TABLE a (id int)", "CREATE TABLE b (id int)",
                "CREATE TABLE c (id int); SELECT * FROM nowhere").migrate()))
                .hasMessage("STRATA-3210: migration 3 X (db/migration/V3__x.sql) of datasource <default> failed at statement 2"
                        + " of 2: relation \"nowhere\" does not exist (42P01)\n1 | SELECT * FROM nowhere\n  |               ^\n"
                        + "SELECT * FROM nowhere\nNothing of the 3"
                        + " migrations from 1 on was kept, which share a transaction"
                        + " (quarkus.strata.migration.transactions). Correct it and start again");
        assertThat(db.tables()).isEmpty();
        assertThat(db.history()).isEmpty();
        List<String> told = new ArrayList<>();
        MigrationProgress progress = new MigrationProgress() {
            @Override
            public void ended(int number, int count, MigrationReport.Run run) {
                told.add(number + "/" + count + " " + run.id());
            }
        };
        assertThat(ids(await(migrator(MigrationTransactions.ALL, "CREATE TABLE a (id int); SET ROLE pg_monitor",
                "CREATE TABLE b (id int)", "CREATE TABLE c (id int)").migrate(progress)))).containsExactly("1", "2", "3");
        assertThat(told).containsExactly("1/3 1", "2/3 2", "3/3 3");
        assertThat(transactions()).containsExactly("1 2 3");
        assertThat(db.rows("SELECT count(*) FROM strata_migrations WHERE finished AND duration_us > 0")).containsExactly("3");
    }

    @Test
    void whatCantBeInOneTransactionIsRefusedBeforehand() {
        assertThatThrownBy(() -> await(migrator(MigrationTransactions.ALL, "CREATE TABLE a (id int)",
                "CREATE INDEX CONCURRENTLY ON a (id)").migrate()))
                .hasMessage("STRATA-3225: the migrations of datasource <default> can't share one transaction: 2 X"
                        + " (db/migration/V2__x.sql): it runs in steps. Nothing was sent. Set"
                        + " quarkus.strata.migration.transactions=groups, or run those up to it alone with an earlier version of"
                        + " the application");
        db.rows("CREATE TYPE color AS ENUM ('red')");
        String[] label = { "ALTER TYPE color ADD VALUE 'blue'", "CREATE TABLE b AS SELECT 'blue'::color AS c" };
        assertThatThrownBy(() -> await(migrator(MigrationTransactions.ALL, label).migrate())).hasMessageContaining("1 X"
                + " (db/migration/V1__x.sql): the label 'blue', which it adds to a type, is used later, and PostgreSQL allows"
                + " that only after a COMMIT.");
        assertThat(ids(await(migrator(MigrationTransactions.GROUPS, label).migrate()))).containsExactly("1", "2");
        assertThat(transactions()).containsExactly("1", "2");
    }

    @Test
    void groupsEndAtWhatNeedsATransactionOfItsOwn() {
        assertThat(ids(await(migrator(MigrationTransactions.GROUPS,
                "CREATE TYPE color AS ENUM ('red'); CREATE TABLE a (id int)",
                "ALTER TYPE color ADD VALUE 'blue'", "CREATE TABLE b AS SELECT 'blue'::color AS c",
                "CREATE INDEX CONCURRENTLY ON a (id)", "CREATE TABLE c (id int PRIMARY KEY, other int REFERENCES c DEFERRABLE"
                        + " INITIALLY DEFERRED); INSERT INTO c VALUES (1, 1)",
                "ALTER TABLE c ADD COLUMN x int").migrate())))
                .containsExactly("1", "2", "3", "4", "5", "6");
        assertThat(transactions()).containsExactly("1 2 3", "4", "5 6");
    }

    @Test
    void locksAreCountedOnTheWay() {
        int room = Integer.parseInt(db.rows("SELECT current_setting('max_locks_per_transaction')::int *"
                + " (current_setting('max_connections')::int + current_setting('max_prepared_transactions')::int)").get(0));
        int tables = room / 2 / 2 / 35;
        String[] scripts = IntStream.range(0, 40).mapToObj(i -> IntStream.range(0, tables)
                .mapToObj(t -> "CREATE TABLE t" + i + "_" + t + " (id int);").collect(Collectors.joining()))
                .toArray(String[]::new);
        assertThatThrownBy(() -> await(migrator(MigrationTransactions.ALL, scripts).migrate())).hasMessageMatching(
                "STRATA-3224: the migrations of datasource <default> don't fit into one transaction: after 3\\d of 40 the server"
                        + " held \\d+ locks, more than half of the " + room + " that it has room for. Nothing was kept. Set"
                        + " quarkus.strata.migration.transactions=groups, or raise max_locks_per_transaction, on standbys"
                        + " first");
        assertThat(db.history()).isEmpty();
        await(migrator(MigrationTransactions.GROUPS, scripts).migrate());
        assertThat(transactions()).hasSize(2);
        assertThat(db.history()).hasSize(40);
    }

    @Test
    void aHeldLockIsWaitedFor() {
        db.rows("CREATE TABLE a (id int)");
        SqlConnection holder = db.server.connect(db.database);
        await(holder.query("BEGIN; LOCK TABLE a IN ACCESS SHARE MODE").execute());
        CompletableFuture<MigrationReport> run = migrator(MigrationTransactions.ALL, "CREATE TABLE b (id int)",
                "ALTER TABLE a ADD COLUMN x int").migrate().subscribeAsCompletionStage();
        await().atMost(Duration.ofSeconds(5)).until(() -> !db.rows("SELECT 1 FROM pg_locks WHERE NOT granted").isEmpty());
        await(holder.query("COMMIT").execute().eventually(() -> holder.close()));
        assertThat(ids(run.join())).containsExactly("1", "2");
        assertThat(db.history()).containsExactly("1 1 true", "2 1 true");
    }

    @Test
    void undoingIsOneByOne() {
        db.options = db.options.with(MigrationTransactions.ALL);
        Migration[] all = { table("1", "a"), table("2", "b"), step("3", schema -> schema.createTable("c", t -> t.id())) };
        assertThat(db.migrate(all)).containsExactly("1", "2", "3");
        assertThat(ids(await(db.migrator(all).rollback(Rollback.lastBatch())))).containsExactly("3", "2", "1");
        assertThat(db.tables()).isEmpty();
    }
}
