package io.quarkiverse.strata.migration;

import static io.quarkiverse.strata.migration.Migrated.file;
import static io.quarkiverse.strata.migration.Migrated.ids;
import static io.quarkiverse.strata.migration.Migrated.known;
import static io.quarkiverse.strata.migration.Migrated.step;
import static io.quarkiverse.strata.migration.Migrated.table;
import static io.quarkiverse.strata.test.PostgresServer.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.quarkiverse.strata.MigrationException;

class MigratorTest {

    private final Migrated db = new Migrated();

    @Test
    void runsWhatIsPendingInOrder() {
        assertThat(db.migrate(table("2", "b"), table("1", "a", "3"), table("3", "c"))).containsExactly("3", "1", "2");
        assertThat(db.tables()).containsExactly("a", "b", "c");
        assertThat(db.migrate(table("2", "b"), table("1", "a", "3"), table("3", "c"))).isEmpty();
        assertThat(db.migrate(table("2", "b"), table("1", "a", "3"), table("3", "c"), table("4", "d"))).containsExactly("4");
        assertThat(db.history()).containsExactly("3 1 true", "1 1 true", "2 1 true", "4 2 true");
        assertThat(db.rows("SELECT kind, format, steps, steps_done, duration_us > 0, executed_by, executed_from, application,"
                + " length(checksum) FROM strata_migrations WHERE id = '4'"))
                .containsExactly("java 1 1 1 true postgres 127.0.0.1 test 64");
    }

    @Test
    void theHistorySaysWhoMigrated() {
        db.options = db.options.by(new MigratorOptions.Instance("pod-1", "2.1"));
        KnownMigration inSteps = file("db/migration/V2__v.sql", "VACUUM", null);
        await(db.migrator(MigrationSet.of(List.of(known(table("1", "a")), inSteps))).migrate());
        assertThat(db.rows("SELECT id, host, application, application_version FROM strata_migrations ORDER BY id"))
                .containsExactly("1 pod-1 test 2.1", "2 pod-1 test 2.1");
    }

    @Test
    void classesAndFilesShareTheirIds() {
        MigrationSet set = MigrationSet.of(List.of(known(table("2", "b")),
                file("db/migration/V1__a.sql", "CREATE TABLE a (id int); INSERT INTO a VALUES (1); -- done", "DROP TABLE a"),
                file("db/migration/V3__f.sql", "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT 2; END;", null)));
        assertThat(ids(await(db.migrator(set).migrate()))).containsExactly("1", "2", "3");
        assertThat(db.rows("SELECT id, kind, description FROM strata_migrations ORDER BY id"))
                .containsExactly("1 sql A", "2 java Step 2", "3 sql F");
        assertThatThrownBy(() -> await(db.migrator(set).rollback(Rollback.steps(1)))).hasMessage("STRATA-3110: migration 3 F"
                + " (db/migration/V3__f.sql) of datasource <default>: Strata doesn't know what undoes SQL: write"
                + " db/migration/V3__f.down.sql");
    }

    @Test
    void rollsBackBatchesStepsAndToAnId() {
        Migration[] all = { table("1", "a"), table("2", "b"), table("3", "c"), table("4", "d") };
        db.migrate(all[0]);
        db.migrate(all);
        assertThat(ids(await(db.migrator(all).rollback(Rollback.lastBatch())))).containsExactly("4", "3", "2");
        assertThat(db.tables()).containsExactly("a");
        db.migrate(all);
        assertThat(ids(await(db.migrator(all).rollback(Rollback.steps(1))))).containsExactly("4");
        assertThat(ids(await(db.migrator(all).rollback(Rollback.to("1"))))).containsExactly("3", "2");
        assertThat(db.history()).containsExactly("1 1 true");
        assertThatThrownBy(() -> await(db.migrator(all).rollback(Rollback.to("3"))))
                .hasMessage("STRATA-3215: can't roll back to"
                        + " migration 3, it isn't applied: see the status for those that are");
        assertThat(ids(await(db.migrator(all).rollback(Rollback.steps(9))))).containsExactly("1");
        assertThat(db.tables()).isEmpty();
    }

    @Test
    void aRollbackThatCantBeDoneDoesNothing() {
        Migration drop = step("2", schema -> schema.dropTable("a"));
        db.migrate(table("1", "a"), drop, table("3", "c"));
        assertThatThrownBy(() -> await(db.migrator(table("1", "a"), drop, table("3", "c")).rollback(Rollback.lastBatch())))
                .isInstanceOf(MigrationException.class)
                .hasMessage("STRATA-3110: migration 2 Step 2 (" + Migrated.Step.class.getName() + ") of datasource <default>:"
                        + " DROP TABLE a can't be undone, the table's definition isn't known: give it: dropTable(\"a\", table"
                        + " -> …), or override down()");
        assertThat(db.tables()).containsExactly("c");
        assertThat(db.history()).hasSize(3);
    }

    @Test
    void aRollbackThatLosesDataAsks() {
        Migration drop = step("2", schema -> schema.dropTable("a", table -> table.id()));
        db.migrate(table("1", "a"), drop);
        Migrator migrator = db.migrator(table("1", "a"), drop);
        assertThatThrownBy(() -> await(migrator.rollback(Rollback.steps(1)))).hasMessage("STRATA-3215: rolling back migration 2"
                + " Step 2 (" + Migrated.Step.class.getName() + ") of datasource <default> wouldn't bring back the rows of a:"
                + " say allowDataLoss() to do it nevertheless");
        assertThat(ids(await(migrator.rollback(Rollback.steps(1).allowDataLoss())))).containsExactly("2");
        assertThat(db.tables()).containsExactly("a");
    }

    @Test
    void aFailureInTheMiddleLeavesNothing() {
        Migration broken = step("2", schema -> {
            schema.createTable("b", table -> table.id());
            schema.sql("ALTER TABLE b ADD COLUMN x int; UPDATE nowhere SET a = 1; CREATE TABLE c (id int)");
        });
        assertThatThrownBy(() -> db.migrate(table("1", "a"), broken, table("3", "d")))
                .isInstanceOfSatisfying(MigrationException.class, failure -> {
                    assertThat(failure.code()).isEqualTo("STRATA-3210");
                    assertThat(failure.migration()).isEqualTo("2");
                    assertThat(failure.details().sqlState()).isEqualTo("42P01");
                    assertThat(failure.details().statement()).isEqualTo("UPDATE nowhere SET a = 1");
                })
                .hasMessage("STRATA-3210: migration 2 Step 2 (" + Migrated.Step.class.getName() + ") of datasource <default>"
                        + " failed at statement 3 of 4: relation \"nowhere\" does not exist (42P01)\n"
                        + "1 | UPDATE nowhere SET a = 1\n  |        ^\n"
                        + "UPDATE nowhere SET a = 1\nNothing of it was kept. Correct it and start again");
        assertThat(db.tables()).containsExactly("a");
        assertThat(db.history()).containsExactly("1 1 true");
        assertThat(db.migrate(table("1", "a"), table("2", "b"), table("3", "d"))).containsExactly("2", "3");
    }

    @Test
    void aFailureAtCommitLeavesNothing() {
        Migration deferred = step("1", schema -> {
            schema.createTable("a", table -> table.bigint("id").primaryKey());
            schema.createTable("b", table -> {
                table.bigint("a_id");
                table.foreignKey("a_id").references("a").deferred();
            });
            schema.sql("INSERT INTO b VALUES (1)");
        });
        assertThatThrownBy(() -> db.migrate(deferred)).hasMessage("STRATA-3210: migration 1 Step 1 ("
                + Migrated.Step.class.getName() + ") of datasource <default> failed when it was committed: insert or update on"
                + " table \"b\" violates foreign key constraint \"b_a_id_fkey\" (23503)\n"
                + "Nothing of it was kept. Correct it and start again");
        assertThat(db.tables()).isEmpty();
        assertThat(db.history()).isEmpty();
    }

    @Test
    void aChangedOneIsRefused() {
        db.migrate(table("1", "a"));
        assertThatThrownBy(() -> db.migrate(table("1", "b"), table("2", "c")))
                .hasMessageMatching(
                        "STRATA-3203: migration 1 Step 1 \\(.*Step\\) of datasource <default> has changed since it was"
                                + " run on .*: undo the change, and put what shall be different into a new migration. If it is right"
                                + " as it is: db accept 1 --reason …");
        assertThat(db.tables()).containsExactly("a");
    }

    @Test
    void aMissingOneIsRefused() {
        db.migrate(table("1", "a"), table("2", "b"));
        assertThatThrownBy(() -> db.migrate(table("1", "a"))).hasMessageMatching("STRATA-3204: migration 2 Step 2 of datasource"
                + " <default> was run on .* and isn't in this application: put it back, or start the version of the application"
                + " that has it. If that is right: db accept 2 --reason …");
        assertThatThrownBy(() -> await(db.migrator(table("1", "a")).rollback(Rollback.steps(1))))
                .hasMessage("STRATA-3204: migration 2 Step 2 of datasource <default> can't be rolled back, it isn't in this"
                        + " application: use the version that has it");
    }

    @Test
    void aLateOneIsRefusedUnlessAllowed() {
        db.migrate(table("1", "a"), table("3", "c"));
        assertThatThrownBy(() -> db.migrate(table("1", "a"), table("2", "b"), table("3", "c"))).hasMessage("STRATA-3214:"
                + " migration 2 Step 2 (" + Migrated.Step.class.getName()
                + ") of datasource <default> hasn't run, and 3 Step 3 ("
                + Migrated.Step.class.getName() + "), which comes behind it, has: give it a later id, or set"
                + " quarkus.strata.migration.out-of-order=true to run it now");
        db.options = new MigratorOptions("<default>", null, "strata_migrations", Duration.ofSeconds(2), 3,
                Duration.ofSeconds(5),
                true);
        assertThat(db.migrate(table("1", "a"), table("2", "b"), table("3", "c"))).containsExactly("2");
    }

    @Test
    void aNewerFormatIsRefused() {
        db.migrate(table("1", "a"));
        db.rows("UPDATE strata_migrations SET format = 99");
        assertThatThrownBy(() -> db.migrate(table("1", "a"))).hasMessage("STRATA-3205: the history table"
                + " public.strata_migrations of datasource <default> was written by a newer Strata: migration 1 has format 99,"
                + " this one knows 1. Use that version");
    }

    @Test
    void statusAndPlanOnlyLook() {
        Migrator migrator = db.migrator(table("1", "a"), table("2", "b"));
        assertThat(await(migrator.plan()).toSql()).isEqualTo("""
                -- 1 Step 1
                CREATE TABLE a (
                    id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY
                );
                -- 2 Step 2
                CREATE TABLE b (
                    id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY
                );
                """);
        assertThat(await(migrator.status())).extracting(MigrationStatus::state)
                .containsExactly(MigrationStatus.State.PENDING, MigrationStatus.State.PENDING);
        assertThat(db.rows("SELECT 1 FROM pg_class WHERE relname = 'strata_migrations'")).isEmpty();
        db.migrate(table("0", "z"), table("1", "x"));
        assertThat(await(migrator.status())).extracting(status -> status.id() + " " + status.state() + " " + status.batch())
                .containsExactly("0 MISSING 1", "1 CHANGED 1", "2 PENDING 0");
        assertThat(await(migrator.status()).get(0)).satisfies(status -> {
            assertThat(status.duration()).isPositive();
            assertThat(status.executedBy()).isEqualTo("postgres");
            assertThat(status.executedAt()).isNotNull();
        });
    }

    @Test
    void settingsDontLeak() {
        db.migrate(step("1", schema -> schema.sql("CREATE SCHEMA elsewhere; SET search_path TO elsewhere; SET statement_timeout"
                + " TO 300; CREATE ROLE nobody_" + db.database + "; SET ROLE nobody_" + db.database)),
                step("2", schema -> {
                    schema.createTable("a", table -> table.id());
                    schema.sql("SELECT pg_sleep(0.5)");
                }));
        assertThat(db.tables()).containsExactly("a");
    }

    @Test
    void aSchemaOfItsOwn() {
        db.options = new MigratorOptions("<default>", "my app", "history", Duration.ofSeconds(2), 3, Duration.ofSeconds(5),
                false);
        assertThat(db.migrate(table("1", "a"))).containsExactly("1");
        assertThat(db.migrate(table("1", "a"))).isEmpty();
        assertThat(db.rows("SELECT tablename FROM pg_tables WHERE schemaname = 'my app' ORDER BY 1"))
                .containsExactly("a", "history");
    }

    @Test
    void migratesManyInSeveralBatches() {
        Migration[] many = IntStream.range(0, 300).mapToObj(i -> table("" + (i + 1), "t" + i)).toArray(Migration[]::new);
        assertThat(db.migrate(many)).hasSize(300);
        assertThat(db.migrate(many)).isEmpty();
    }

    @Test
    void cannotConnect() {
        Migrator migrator = new Migrator(
                () -> io.vertx.core.Future.failedFuture(new java.net.ConnectException("Connection refused")),
                Migrated.set(table("1", "a")), db.options);
        assertThatThrownBy(() -> await(migrator.migrate())).isInstanceOf(MigrationException.class)
                .hasMessage(
                        "STRATA-3217: the migrations of datasource <default> can't be looked at or run: Connection refused. Check its URL, its role's"
                                + " rights and that the server is up");
    }
}
