package io.quarkiverse.strata.migration;

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
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.SqlConnection;

class MigratorsTogetherTest {

    private final Migrated db = new Migrated();

    private final Migration[] slow = { table("1", "a"), step("2", schema -> {
        schema.sql("CREATE TABLE once (at timestamptz)");
        schema.sql("INSERT INTO once VALUES (clock_timestamp())");
        schema.sql("SELECT pg_sleep(3)");
    }), table("3", "c") };

    private CompletableFuture<MigrationReport> start(String application) {
        return db.migrator(Migrated.set(slow), application).migrate().subscribeAsCompletionStage();
    }

    private void untilSleeping() {
        await().atMost(Duration.ofSeconds(10)).until(() -> !db.rows("SELECT 1 FROM pg_stat_activity WHERE datname = '"
                + db.database + "' AND query LIKE '%pg_sleep%' AND state = 'active' AND pid <> pg_backend_pid()").isEmpty());
    }

    private List<String> connections() {
        return db.rows("SELECT application_name FROM pg_stat_activity WHERE datname = '" + db.database
                + "' AND pid <> pg_backend_pid() AND backend_type = 'client backend'");
    }

    @Test
    void oneWorksAndTheOthersWait() {
        List<CompletableFuture<MigrationReport>> all = Stream.of("one", "two", "three").map(this::start).toList();
        List<String> ran = new ArrayList<>();
        all.forEach(future -> ran.addAll(ids(future.join())));
        assertThat(ran).containsExactly("1", "2", "3");
        assertThat(db.rows("SELECT count(*) FROM once")).containsExactly("1");
        assertThat(db.history()).containsExactly("1 1 true", "2 1 true", "3 1 true");
        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> assertThat(connections()).isEmpty());
    }

    @Test
    void whoWaitsTooLongIsToldForWhom() {
        CompletableFuture<MigrationReport> first = start("one");
        untilSleeping();
        db.options = new MigratorOptions("<default>", null, "strata_migrations", Duration.ofSeconds(2), 3,
                Duration.ofMillis(500), false);
        assertThatThrownBy(() -> await(db.migrator(Migrated.set(slow), "two").migrate())).hasMessageMatching(
                "STRATA-3206: another instance has been migrating datasource <default> for more than 0 s: backend \\d+ of role"
                        + " postgres, application 'one' on 127.0.0.1, connected since .*\\. Wait for it, or end it, and start"
                        + " again; quarkus.strata.migration.wait is how long to wait");
        assertThat(ids(first.join())).containsExactly("1", "2", "3");
    }

    @Test
    void theLockIsTerminatedWhileAnotherWaits() {
        CompletableFuture<MigrationReport> first = start("one");
        untilSleeping();
        CompletableFuture<MigrationReport> second = start("two");
        await().atMost(Duration.ofSeconds(5)).until(() -> connections().stream().filter("two"::equals).count() == 2);
        assertThat(db.rows("SELECT pg_terminate_backend(l.pid) FROM pg_locks l JOIN pg_stat_activity a USING (pid)"
                + " WHERE l.locktype = 'advisory' AND l.granted AND a.application_name = 'one' AND a.datname = '" + db.database
                + "'")).containsExactly("true");
        assertThatThrownBy(first::join).cause().hasMessage("STRATA-3207: the connection that holds the migration lock of"
                + " datasource <default> was lost while migration 2 Step 2 (" + Migrated.Step.class.getName()
                + ") ran; its statements were stopped. Another instance may go on; start again to see where it stands");
        assertThat(ids(second.join())).containsExactly("2", "3");
        assertThat(db.rows("SELECT count(*) FROM once")).containsExactly("1");
        assertThat(db.history()).containsExactly("1 1 true", "2 2 true", "3 2 true");
        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> assertThat(connections()).isEmpty());
    }

    @Test
    void theWorkersConnectionIsTerminated() {
        CompletableFuture<MigrationReport> first = start("one");
        untilSleeping();
        db.rows("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(3)%' AND datname = '"
                + db.database + "' AND pid <> pg_backend_pid()");
        assertThatThrownBy(first::join).cause().hasMessage("STRATA-3218: the connection was lost while migration 2 Step 2 ("
                + Migrated.Step.class.getName() + ") of datasource <default> ran or was committed: it is wholly there or wholly"
                + " absent, and its row in the history table tells which; start again");
        assertThat(db.history()).containsExactly("1 1 true");
        assertThat(ids(start("two").join())).containsExactly("2", "3");
    }

    @Test
    void cancellingDoesNotStopWhatWasBegun() {
        var subscription = db.migrator(slow).migrate().subscribe().with(report -> {
        }, failure -> {
        });
        untilSleeping();
        subscription.cancel();
        await().atMost(Duration.ofSeconds(10)).untilAsserted(
                () -> assertThat(db.history()).containsExactly("1 1 true", "2 1 true", "3 1 true"));
        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> assertThat(connections()).isEmpty());
    }

    @Test
    void aHeldLockIsWaitedForAndThenNamed() {
        db.migrate(table("1", "a"));
        SqlConnection holder = db.server.connect(db.database);
        await(holder.query("BEGIN; LOCK TABLE a IN ACCESS SHARE MODE").execute());
        Migration alter = step("2", schema -> {
            schema.createTable("b", t -> t.id());
            schema.alterTable("a", t -> t.text("x").nullable());
        });
        assertThatThrownBy(() -> db.migrate(table("1", "a"), alter)).hasMessageMatching("STRATA-3208: migration 2 Step 2 \\(.*"
                + "\\) of datasource <default> was tried 3 times, and each time others held a lock"
                + " that statement 2 needs: canceling statement due to lock timeout \\(55P03\\)\nALTER TABLE a ADD COLUMN x text\n"
                + "Nothing of it was kept. The last one was backend \\d+ of role postgres, application '.*', idle in transaction,"
                + " since .*\\. End its transaction, or raise"
                + " quarkus.strata.migration.lock-timeout, and start again");
        assertThat(db.tables()).containsExactly("a");
        CompletableFuture<MigrationReport> again = db.migrator(table("1", "a"), alter).migrate().subscribeAsCompletionStage();
        await().atMost(Duration.ofSeconds(5)).until(() -> !db.rows("SELECT 1 FROM pg_locks WHERE NOT granted").isEmpty());
        await(holder.query("COMMIT").execute().eventually(() -> holder.close()));
        assertThat(ids(again.join())).containsExactly("2");
    }

    @Test
    void whatOnlyWaitsForOthersWaitsWithoutALimit() {
        db.migrate(table("1", "a"));
        db.rows("ALTER TABLE a ADD CONSTRAINT positive CHECK (id > 0) NOT VALID");
        SqlConnection holder = db.server.connect(db.database);
        await(holder.query("BEGIN; LOCK TABLE a IN SHARE UPDATE EXCLUSIVE MODE").execute());
        CompletableFuture<MigrationReport> run = db.migrator(table("1", "a"), step("2", schema -> {
            schema.sql("ALTER TABLE a VALIDATE CONSTRAINT positive -- all of them");
            schema.sql("CREATE TABLE timeout AS SELECT current_setting('lock_timeout') AS value");
        })).migrate().subscribeAsCompletionStage();
        await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
        assertThat(run).isNotDone();
        await(holder.query("COMMIT").execute().eventually(() -> holder.close()));
        assertThat(ids(run.join())).containsExactly("2");
        assertThat(db.rows("SELECT convalidated FROM pg_constraint WHERE conname = 'positive'")).containsExactly("true");
        assertThat(db.rows("SELECT value FROM timeout")).containsExactly("200ms");
    }

    @Test
    void whoFollowsOneThatLostItsLockWaitsForItsEnd() {
        Migration[] all = { table("1", "a"), table("2", "b"), table("3", "c") };
        db.migrate(all[0]);
        MigrationDefinition second = Migrated.known(all[1]).definition();
        SqlConnection zombie = db.server.connect(db.database);
        await(zombie.query("BEGIN; " + new History("public", "strata_migrations").insert(second, 2, 1, true,
                MigratorOptions.Instance.UNKNOWN)
                + "; CREATE TABLE b (id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY)").execute());
        CompletableFuture<MigrationReport> run = db.migrator(all).migrate().subscribeAsCompletionStage();
        await().atMost(Duration.ofSeconds(5)).until(() -> !db.rows("SELECT 1 FROM pg_locks WHERE NOT granted").isEmpty());
        await(zombie.query("COMMIT").execute().eventually(() -> zombie.close()));
        assertThat(ids(run.join())).containsExactly("3");
        assertThat(db.history()).containsExactly("1 1 true", "2 2 true", "3 3 true");
    }

    @Test
    void aStartWithNothingToDoIsOneQuery() {
        Migration[] all = { table("1", "a"), table("2", "b") };
        db.migrate(all);
        try (CountingProxy proxy = new CountingProxy()) {
            Migrator migrator = new Migrator(() -> PgConnection
                    .connect(db.server.vertx(), db.server.options(db.database).setPort(proxy.port()))
                    .map(connection -> connection), Migrated.set(all), db.options);
            assertThat(ids(await(migrator.migrate()))).isEmpty();
            assertThat(proxy.queries).containsExactly(History.summary(null, "strata_migrations"));
        }
    }

    @Test
    void aTableOfThatNameInAnotherSchemaIsNotOurs() {
        Migration[] all = { table("1", "a") };
        db.migrate(all);
        db.rows("CREATE SCHEMA postgres");
        assertThat(db.migrate(all)).containsExactly("1");
        assertThat(db.rows("SELECT schemaname FROM pg_tables WHERE tablename = 'a' ORDER BY 1"))
                .containsExactly("postgres", "public");
    }
}
