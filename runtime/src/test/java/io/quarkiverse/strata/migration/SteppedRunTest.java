package io.quarkiverse.strata.migration;

import static io.quarkiverse.strata.migration.Migrated.ids;
import static io.quarkiverse.strata.migration.Migrated.step;
import static io.quarkiverse.strata.migration.Migrated.table;
import static io.quarkiverse.strata.test.PostgresServer.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.Test;

import io.quarkiverse.strata.MigrationException;
import io.vertx.sqlclient.SqlConnection;

class SteppedRunTest {

    private final Migrated db = new Migrated();
    private final Migration films = step("1", schema -> schema.createTable("films", table -> {
        table.id();
        table.text("title");
    }));
    private final Migration index = step("2", schema -> schema.createIndex("films", "title").unique().concurrently());

    private List<String> indexes() {
        return db.rows("SELECT indexrelid::regclass, indisvalid FROM pg_index WHERE indrelid = 'films'::regclass ORDER BY 1");
    }

    @Test
    void anIndexIsBuiltAndDroppedConcurrently() {
        assertThat(db.migrate(films, index)).containsExactly("1", "2");
        assertThat(indexes()).containsExactly("films_pkey true", "films_title_idx true");
        assertThat(db.history()).containsExactly("1 1 true", "2 1 true");
        assertThat(ids(await(db.migrator(films, index).rollback(Rollback.steps(1))))).containsExactly("2");
        assertThat(indexes()).containsExactly("films_pkey true");
        assertThat(db.history()).containsExactly("1 1 true");
    }

    @Test
    void itWaitsForOldTransactionsAsLongAsTheyLast() {
        db.migrate(films);
        SqlConnection holder = db.server.connect(db.database);
        await(holder.query("BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT * FROM films").execute());
        CompletableFuture<MigrationReport> run = db.migrator(films, index).migrate().subscribeAsCompletionStage();
        await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
        assertThat(run).isNotDone();
        await(holder.query("COMMIT").execute().eventually(() -> holder.close()));
        assertThat(ids(run.join())).containsExactly("2");
        assertThat(indexes()).containsExactly("films_pkey true", "films_title_idx true");
    }

    @Test
    void theBuildOfAnIndexIsTold() {
        db.migrate(films);
        db.options = new MigratorOptions("<default>", null, "strata_migrations", Duration.ofSeconds(10), 3,
                Duration.ofSeconds(20), false);
        SqlConnection holder = db.server.connect(db.database);
        await(holder.query("BEGIN; INSERT INTO films (title) VALUES ('a')").execute());
        List<IndexBuild> builds = new CopyOnWriteArrayList<>();
        CompletableFuture<MigrationReport> run = db.migrator(films, index).migrate(new MigrationProgress() {
            @Override
            public void building(IndexBuild build) {
                builds.add(build);
            }
        }).subscribeAsCompletionStage();
        await().atMost(Duration.ofSeconds(20)).until(() -> !builds.isEmpty());
        await(holder.query("COMMIT").execute().eventually(() -> holder.close()));
        assertThat(ids(run.join())).containsExactly("2");
        assertThat(builds.get(0).toString()).matches("films_title_idx: waiting for writers before build, 0 %, waiting for"
                + " backend \\d+ of role postgres, application '.*', idle in transaction, since .*");
        assertThat(builds.get(0).migration()).isEqualTo("2");
    }

    @Test
    void twoInstancesDontBlockEachOther() {
        db.migrate(films);
        CompletableFuture<MigrationReport> one = db.migrator(films, index).migrate().subscribeAsCompletionStage();
        CompletableFuture<MigrationReport> two = db.migrator(films, index).migrate().subscribeAsCompletionStage();
        assertThat(ids(one.join()).size() + ids(two.join()).size()).isEqualTo(1);
        assertThat(indexes()).containsExactly("films_pkey true", "films_title_idx true");
    }

    @Test
    void aFailedIndexIsDroppedAndBuiltAgain() {
        db.migrate(films);
        db.rows("INSERT INTO films (title) VALUES ('a'), ('a')");
        assertThatThrownBy(() -> db.migrate(films, index)).hasMessage("STRATA-3210: migration 2 Step 2 ("
                + Migrated.Step.class.getName()
                + ") of datasource <default> failed at statement 1 of 1: could not create unique"
                + " index \"films_title_idx\" (23505)\n"
                + "CREATE UNIQUE INDEX CONCURRENTLY films_title_idx ON films (title)\n"
                + "It runs in steps: 0 of 1 statements are done and stay, and the next start goes on behind them. It left the"
                + " INVALID index films_title_idx, which the next start drops. Correct what it failed for and start again");
        assertThat(indexes()).containsExactly("films_pkey true", "films_title_idx false");
        assertThat(db.history()).containsExactly("1 1 true", "2 2 false");
        assertThat(await(db.migrator(films, index).status()).get(1).state()).isEqualTo(MigrationStatus.State.INTERRUPTED);
        db.rows("DELETE FROM films");
        assertThat(db.migrate(films, index)).containsExactly("2");
        assertThat(indexes()).containsExactly("films_pkey true", "films_title_idx true");
        assertThat(db.history()).containsExactly("1 1 true", "2 2 true");
    }

    @Test
    void whatChangedSinceItWasInterruptedDoesNotGoOn() {
        db.migrate(films);
        db.rows("INSERT INTO films (title) VALUES ('a'), ('a')");
        assertThatThrownBy(() -> db.migrate(films, index)).isInstanceOf(MigrationException.class);
        Migration changed = step("2", schema -> schema.createIndex("films", "title").concurrently());
        assertThatThrownBy(() -> db.migrate(films, changed)).hasMessage("STRATA-3209: migration 2 Step 2 of datasource"
                + " <default> runs in steps and didn't come to its end: 0 of 1 statements are done for certain, the next one"
                + " may be. It has changed since; to go on with it, put it back as it was. To begin anew: db repair. Else: Look at the database (an index"
                + " that is INVALID goes with DROP INDEX CONCURRENTLY); then either undo"
                + " what there is of it and run DELETE FROM public.strata_migrations WHERE id = '2', and it runs again, or"
                + " complete it and run UPDATE public.strata_migrations SET finished = true, undoing = false,"
                + " step_backend = NULL, step_backend_started = NULL, step_indexes = NULL WHERE id = '2'");
        db.rows("DELETE FROM public.strata_migrations WHERE id = '2'");
        assertThat(db.migrate(films, changed)).containsExactly("2");
        assertThat(indexes()).containsExactly("films_pkey true", "films_title_idx true");
    }

    @Test
    void aMixedScriptRunsInSteps() {
        KnownMigration mixed = Migrated.file("db/migration/V2__mixed.sql", """
                ALTER TABLE films ADD COLUMN year int;
                INSERT INTO films (title, year) VALUES ('a', 1), ('b', 2);
                CREATE INDEX CONCURRENTLY ON films (year);
                UPDATE films SET year = 3;
                INSERT INTO nowhere VALUES (1);
                """, null);
        MigrationSet set = MigrationSet.of(List.of(Migrated.known(films), mixed));
        assertThatThrownBy(() -> await(db.migrator(set).migrate())).hasMessage("STRATA-3210: migration 2 Mixed"
                + " (db/migration/V2__mixed.sql) of datasource <default> failed at statement 5 of 5: relation \"nowhere\" does"
                + " not exist (42P01)\n1 | INSERT INTO nowhere VALUES (1)\n  |             ^\n"
                + "INSERT INTO nowhere VALUES (1)\nIt runs in steps: 3 of 5 statements are done and stay,"
                + " and the next start goes on behind them. Correct it and start again");
        assertThat(db.rows("SELECT title, year FROM films ORDER BY title")).containsExactly("a 1", "b 2");
        assertThat(db.rows("SELECT steps_done, steps FROM strata_migrations WHERE id = '2'")).containsExactly("3 5");
        db.rows("CREATE TABLE nowhere (n int)");
        db.rows("UPDATE strata_migrations SET steps_done = 4 WHERE id = '2'");
        assertThatThrownBy(() -> await(db.migrator(set).migrate())).hasMessageStartingWith("STRATA-3209: ")
                .hasMessageContaining("Strata never stops there");
        db.rows("UPDATE strata_migrations SET steps_done = 3 WHERE id = '2'");
        assertThat(ids(await(db.migrator(set).migrate()))).containsExactly("2");
        assertThat(db.rows("SELECT title, year FROM films ORDER BY title")).containsExactly("a 3", "b 3");
        assertThat(indexes()).containsExactly("films_pkey true", "films_year_idx true");
    }

    @Test
    void aFirstStepThatFailsIsForgotten() {
        KnownMigration wrong = Migrated.file("db/migration/V2__mixed.sql",
                "CREATE TABLE more (a int); INSERT INTO nowhere VALUES (1); VACUUM more", null);
        KnownMigration right = Migrated.file("db/migration/V2__mixed.sql", "CREATE TABLE more (a int); VACUUM more", null);
        assertThatThrownBy(() -> await(db.migrator(MigrationSet.of(List.of(Migrated.known(films), wrong))).migrate()))
                .hasMessageEndingWith("INSERT INTO nowhere VALUES (1)\nNothing of it was kept. Correct it and start again");
        assertThat(db.history()).containsExactly("1 1 true");
        assertThat(ids(await(db.migrator(MigrationSet.of(List.of(Migrated.known(films), right))).migrate())))
                .containsExactly("2");
    }

    @Test
    void statementsInsideTransactionsHaveALimitAndOthersNone() {
        db.rows("ALTER DATABASE " + db.database + " SET statement_timeout = '100ms'");
        db.rows("CREATE TABLE slow AS SELECT 1 AS a");
        db.rows("CREATE FUNCTION pause(int) RETURNS int IMMUTABLE LANGUAGE sql AS 'SELECT $1 FROM pg_sleep(0.2)'");
        db.options = db.options.statementTimeout(Duration.ofSeconds(20));
        db.migrate(step("1", schema -> schema.sql("SELECT pg_sleep(0.2); CREATE INDEX CONCURRENTLY ON slow (pause(a))")));
        db.options = db.options.statementTimeout(Duration.ofMillis(10));
        assertThatThrownBy(() -> db.migrate(step("1", schema -> schema.sql(
                "SELECT pg_sleep(0.2); CREATE INDEX CONCURRENTLY ON slow (pause(a))")),
                step("2", schema -> schema.sql("SELECT pg_sleep(0.2)")))).hasMessageContaining("statement timeout (57014)");
    }

    @Test
    void anInterruptedRollbackGoesOnAsOne() {
        KnownMigration mixed = Migrated.file("db/migration/V2__mixed.sql", "CREATE INDEX CONCURRENTLY i ON films (title)",
                "DROP INDEX CONCURRENTLY i; DROP TABLE nowhere");
        MigrationSet set = MigrationSet.of(List.of(Migrated.known(films), mixed));
        await(db.migrator(set).migrate());
        assertThatThrownBy(() -> await(db.migrator(set).rollback(Rollback.steps(1)))).hasMessageContaining(
                "1 of 2 statements are done and stay");
        assertThatThrownBy(() -> await(db.migrator(set).migrate())).hasMessageStartingWith("STRATA-3209: ")
                .hasMessageContaining("It was being rolled back; to go on with that, roll back again. Else: ");
        db.rows("CREATE TABLE nowhere (n int)");
        assertThat(ids(await(db.migrator(set).rollback(Rollback.steps(1))))).containsExactly("2");
        assertThat(db.tables()).containsExactly("films");
        assertThat(db.history()).containsExactly("1 1 true");
    }

    @Test
    void aFailureThatLeavesNothingIsForgotten() {
        Migration wrong = step("2", schema -> schema.createIndex("nowhere", "title").concurrently());
        assertThatThrownBy(() -> db.migrate(films, wrong)).hasMessageEndingWith("relation \"nowhere\" does not exist (42P01)\n"
                + "CREATE INDEX CONCURRENTLY nowhere_title_idx ON nowhere (title)\n"
                + "Nothing of it was kept. Correct it and start again");
        assertThat(db.history()).containsExactly("1 1 true");
        assertThat(db.migrate(films, index)).containsExactly("2");
    }

    @Test
    void whatCommitsItselfIsNeitherTriedAgainNorForgotten() {
        db.rows("CREATE TABLE kept (n int)");
        Migration commits = new Migrated.Step("2", schema -> schema.sql("DO $$ BEGIN INSERT INTO kept VALUES (1); COMMIT;"
                + " RAISE 'busy' USING ERRCODE = 'lock_not_available'; END $$"), List.of(), false);
        assertThatThrownBy(() -> db.migrate(films, commits)).hasMessageStartingWith("STRATA-3210: ").hasMessageEndingWith(
                "What it committed itself stays. Correct what it failed for and start again");
        assertThat(db.rows("SELECT n FROM kept")).containsExactly("1");
        assertThatThrownBy(() -> db.migrate(films, commits)).hasMessageStartingWith("STRATA-3209: ");
        assertThat(db.rows("SELECT n FROM kept")).containsExactly("1");
    }

    @Test
    void aDetachThatFailedIsNotTakenAsDone() {
        Migration detaches = step("2", schema -> schema.sql("CREATE TABLE p (a int) PARTITION BY LIST (a);"
                + " ALTER TABLE p DETACH PARTITION nowhere CONCURRENTLY"));
        assertThatThrownBy(() -> db.migrate(films, detaches)).hasMessageStartingWith("STRATA-3210: ");
        assertThatThrownBy(() -> db.migrate(films, detaches)).hasMessageStartingWith("STRATA-3210: ");
    }

    @Test
    void anotherAttemptDropsTheIndexThatTheOneBeforeLeft() {
        db.rows("CREATE TABLE t AS SELECT 1 AS a");
        db.rows("CREATE SEQUENCE tries");
        db.rows("CREATE FUNCTION once(int) RETURNS int IMMUTABLE LANGUAGE plpgsql AS $$ BEGIN IF nextval('public.tries') = 1"
                + " THEN RAISE 'dead' USING ERRCODE = 'deadlock_detected'; END IF; RETURN $1; END $$");
        assertThat(db.migrate(step("1", schema -> schema.sql("CREATE INDEX CONCURRENTLY ON t (once(a))"))))
                .containsExactly("1");
        assertThat(db.rows("SELECT indexrelid::regclass, indisvalid FROM pg_index WHERE indrelid = 't'::regclass"))
                .containsExactly("t_once_idx true");
    }

    @Test
    void eachStatementAloneWhenAskedFor() {
        Migration mixed = new Migrated.Step("2", schema -> {
            schema.createTable("more", table -> table.text("a"));
            schema.createIndex("more", "a").concurrently();
            schema.sql("INSERT INTO nowhere VALUES (1)");
        }, List.of(), false);
        assertThatThrownBy(() -> db.migrate(films, mixed)).hasMessageContaining(
                "It runs in steps: 2 of 3 statements are done and stay, and the next start goes on behind them. Correct");
        assertThat(db.tables()).containsExactly("films", "more");
        assertThat(db.rows("SELECT steps_done, steps FROM strata_migrations WHERE id = '2'")).containsExactly("2 3");
    }

    @Test
    void theLockIsTerminatedDuringAnIndexBuild() {
        db.migrate(films, table("1.5", "b"));
        SqlConnection holder = db.server.connect(db.database);
        await(holder.query("BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT * FROM films").execute());
        CompletableFuture<MigrationReport> run = db.migrator(films, table("1.5", "b"), index).migrate()
                .subscribeAsCompletionStage();
        await().atMost(Duration.ofSeconds(5)).until(() -> indexes().size() == 2);
        db.rows("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted AND database ="
                + " (SELECT oid FROM pg_database WHERE datname = current_database())");
        assertThatThrownBy(run::join).cause()
                .hasMessageStartingWith("STRATA-3207: the connection that holds the migration lock");
        await(holder.query("COMMIT").execute().eventually(() -> holder.close()));
        assertThat(indexes()).containsExactly("films_pkey true", "films_title_idx false");
        assertThat(db.migrate(films, table("1.5", "b"), index)).containsExactly("2");
        assertThat(indexes()).containsExactly("films_pkey true", "films_title_idx true");
    }

    @Test
    void transactionsThatDontEndAreNamed() {
        db.migrate(films);
        db.options = new MigratorOptions("<default>", null, "strata_migrations", Duration.ofMillis(10), 3,
                Duration.ofMillis(200), false);
        SqlConnection holder = db.server.connect(db.database);
        await(holder.query("BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT * FROM films").execute());
        await(holder.query("SELECT pg_sleep(0.05)").execute());
        assertThatThrownBy(() -> db.migrate(films, index)).hasMessageMatching("STRATA-3223: migration 2 Step 2 \\(.*\\) of"
                + " datasource <default> has waited for more than 0 s for transactions that are older than the statement:\n"
                + "CREATE UNIQUE INDEX CONCURRENTLY films_title_idx ON films \\(title\\)\n"
                + "It wasn't begun. Open are backend \\d+ of role postgres, application '.*', idle in transaction, since .*\\."
                + " End them, or raise quarkus.strata.migration.wait-for-transactions, and start again");
        assertThat(indexes()).containsExactly("films_pkey true");
        await(holder.query("COMMIT").execute().eventually(() -> holder.close()));
        assertThat(db.migrate(films, index)).containsExactly("2");
    }

    @Test
    void aHistoryOfTheVersionBeforeIsUpgraded() {
        db.rows("""
                CREATE TABLE strata_migrations (
                    id text CONSTRAINT strata_migrations_pkey PRIMARY KEY, description text NOT NULL, kind text NOT NULL,
                    checksum text NOT NULL, format integer NOT NULL, batch integer NOT NULL,
                    position bigint GENERATED ALWAYS AS IDENTITY, finished boolean NOT NULL, steps integer NOT NULL,
                    steps_done integer NOT NULL, executed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
                    duration_us bigint, executed_by text NOT NULL DEFAULT session_user,
                    executed_from text DEFAULT host(inet_client_addr()),
                    application text DEFAULT current_setting('application_name'))""");
        db.rows("CREATE TABLE films (id bigint, title text)");
        String row = "INSERT INTO strata_migrations (id, description, kind, checksum, format, batch, finished, steps, steps_done)"
                + " VALUES ('%s', 'Step %s', 'java', '%s', 1, 1, %s, 1, 0)";
        db.rows(row.formatted("1", "1", Migrated.known(films).definition().checksum(), true));
        SqlConnection dump = db.server.connect(db.database);
        await(dump.query("BEGIN; LOCK TABLE strata_migrations IN ACCESS SHARE MODE").execute());
        assertThatThrownBy(() -> db.migrate(films)).hasMessageStartingWith("STRATA-3208: the history table"
                + " public.strata_migrations of datasource <default> lacks columns of this Strata; it was tried 3 times");
        await(dump.query("COMMIT").execute().eventually(() -> dump.close()));
        assertThat(db.migrate(films)).isEmpty();
        db.rows(row.formatted("2", "2", Migrated.known(index).definition().checksum(), false));
        assertThat(await(db.migrator(films, index).status())).extracting(MigrationStatus::state)
                .containsExactly(MigrationStatus.State.APPLIED, MigrationStatus.State.INTERRUPTED);
        assertThatThrownBy(() -> db.migrate(films, index)).hasMessageStartingWith("STRATA-3209: ")
                .hasMessageContaining("An older Strata ran it, which didn't note how to go on.");
        db.rows("DELETE FROM strata_migrations WHERE id = '2'");
        assertThat(db.migrate(films, index)).containsExactly("2");
        assertThat(db.history()).containsExactly("1 1 true", "2 2 true");
        assertThat(ids(await(db.migrator(films, index).rollback(Rollback.steps(1))))).containsExactly("2");
    }
}
