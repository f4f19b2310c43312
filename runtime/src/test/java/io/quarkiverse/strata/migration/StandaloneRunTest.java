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

import org.junit.jupiter.api.Test;

import io.vertx.sqlclient.SqlConnection;

class StandaloneRunTest {

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
    void twoInstancesDontBlockEachOther() {
        db.migrate(films);
        CompletableFuture<MigrationReport> one = db.migrator(films, index).migrate().subscribeAsCompletionStage();
        CompletableFuture<MigrationReport> two = db.migrator(films, index).migrate().subscribeAsCompletionStage();
        assertThat(ids(one.join()).size() + ids(two.join()).size()).isEqualTo(1);
        assertThat(indexes()).containsExactly("films_pkey true", "films_title_idx true");
    }

    @Test
    void aFailedIndexIsToldWithItsRemains() {
        db.migrate(films);
        db.rows("INSERT INTO films (title) VALUES ('a'), ('a')");
        assertThatThrownBy(() -> db.migrate(films, index)).hasMessage("STRATA-3210: migration 2 Step 2 ("
                + Migrated.Step.class.getName()
                + ") of datasource <default> failed at statement 1 of 1: could not create unique"
                + " index \"films_title_idx\" (23505)\n"
                + "CREATE UNIQUE INDEX CONCURRENTLY films_title_idx ON films (title)\n"
                + "It runs outside a transaction: 0 of 1 statements were done and stay. It left INVALID indexes: run DROP INDEX"
                + " CONCURRENTLY films_title_idx. Then either undo what there is of it and run DELETE FROM"
                + " public.strata_migrations WHERE id = '2', and it runs again, or complete it and run UPDATE"
                + " public.strata_migrations SET finished = true WHERE id = '2'");
        assertThat(indexes()).containsExactly("films_pkey true", "films_title_idx false");
        assertThat(db.history()).containsExactly("1 1 true", "2 2 false");
        assertThat(await(db.migrator(films, index).status()).get(1).state()).isEqualTo(MigrationStatus.State.INTERRUPTED);
        assertThatThrownBy(() -> db.migrate(films, index)).hasMessage("STRATA-3209: migration 2 Step 2 of datasource <default>"
                + " ran outside a transaction and didn't come to its end: 0 of 1 statements are done for certain, the next one"
                + " may be. Look at the database (an index that is INVALID goes with DROP INDEX CONCURRENTLY); then either undo"
                + " what there is of it and run DELETE FROM public.strata_migrations WHERE id = '2', and it runs again, or"
                + " complete it and run UPDATE public.strata_migrations SET finished = true WHERE id = '2'");
        db.rows("DROP INDEX films_title_idx");
        db.rows("DELETE FROM films");
        db.rows("DELETE FROM public.strata_migrations WHERE id = '2'");
        assertThat(db.migrate(films, index)).containsExactly("2");
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
    void eachStatementAloneWhenAskedFor() {
        Migration mixed = new Migrated.Step("2", schema -> {
            schema.createTable("more", table -> table.text("a"));
            schema.createIndex("more", "a").concurrently();
            schema.sql("INSERT INTO nowhere VALUES (1)");
        }, List.of(), false);
        assertThatThrownBy(() -> db.migrate(films, mixed)).hasMessageContaining(
                "It runs outside a transaction: 2 of 3 statements were done and stay. Then either undo");
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
        assertThatThrownBy(() -> db.migrate(films, table("1.5", "b"), index))
                .hasMessageStartingWith("STRATA-3209: migration 2");
    }
}
