package io.quarkiverse.strata.runtime.devui;

import static io.quarkiverse.strata.test.PostgresServer.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.quarkiverse.strata.migration.KnownMigration;
import io.quarkiverse.strata.migration.MigrationSet;
import io.quarkiverse.strata.migration.Migrations;
import io.quarkiverse.strata.migration.Migrator;
import io.quarkiverse.strata.migration.MigratorOptions;
import io.quarkiverse.strata.runtime.devui.MigrationRow.Reversible;
import io.quarkiverse.strata.test.PostgresServer;
import io.vertx.core.Future;
import io.vertx.pgclient.PgConnection;

class MigrationDeskTest {

    private static final PostgresServer SERVER = PostgresServer.get();
    private static final KnownMigration USERS = file("db/migration/V1__users.sql", "CREATE TABLE users (id int)",
            "DROP TABLE users");
    private static final KnownMigration ORDERS = file("db/migration/V2__orders.sql",
            "CREATE TABLE orders (id int); CREATE INDEX ON orders (id)", null);

    private final String database = SERVER.createDatabase();

    private static KnownMigration file(String path, String up, String down) {
        return KnownMigration.ofFile(KnownMigration.define(path, up), () -> up, () -> down);
    }

    private MigrationDesk desk(KnownMigration... known) {
        return new MigrationDesk("<default>", new Migrator(
                () -> PgConnection.connect(SERVER.vertx(), SERVER.options(database)).map(connection -> connection),
                MigrationSet.of(Arrays.asList(known)), MigratorOptions.of("<default>")));
    }

    @Test
    void rowsKnowTheirScripts() {
        MigrationDesk desk = desk(USERS, ORDERS);
        assertThat(await(desk(USERS).migrate()).done()).extracting(MigrationOutcome.Done::id).containsExactly("1");
        MigrationsView view = await(desk.view());
        assertThat(view.migrations()).extracting(MigrationRow::id, MigrationRow::state, MigrationRow::reversible,
                MigrationRow::source).containsExactly(
                        org.assertj.core.groups.Tuple.tuple("1", "APPLIED", Reversible.YES, "db/migration/V1__users.sql"),
                        org.assertj.core.groups.Tuple.tuple("2", "PENDING", Reversible.NO, "db/migration/V2__orders.sql"));
        assertThat(view.migrations().get(0).appliedAt()).isNotNull();
        assertThat(view.migrations().get(0).micros()).isPositive();
        assertThat(view.migrations().get(1).note()).contains("write db/migration/V2__orders.down.sql");
        assertThat(await(desk().view()).migrations()).extracting(MigrationRow::state, MigrationRow::reversible)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("MISSING", Reversible.UNKNOWN));
    }

    @Test
    void aFailureStaysUntilItIsMended() {
        SERVER.execute(database, "CREATE TABLE orders ()");
        MigrationDesk desk = desk(USERS, ORDERS);
        FailureView failure = await(desk.migrate()).failure();
        assertThat(failure).isEqualTo(new FailureView("STRATA-3210",
                "migration 2 Orders (db/migration/V2__orders.sql) of datasource <default> failed at statement 1 of 2: relation"
                        + " \"orders\" already exists (42P07)",
                "CREATE TABLE orders (id int)", "Nothing of it was kept. Correct it and start again", "42P07", "2"));
        assertThat(await(desk.view()).failure()).isEqualTo(failure);
        assertThat(await(desk.view()).running()).isNull();
        SERVER.execute(database, "DROP TABLE orders");
        assertThat(await(desk(USERS, ORDERS).migrate()).done()).hasSize(1);
        assertThat(await(desk.view()).failure()).isNull();
    }

    @Test
    void undoesWhatWasConfirmedOrNothing() {
        MigrationDesk desk = desk(USERS);
        await(desk.migrate());
        RollbackView plan = await(desk.planRollback(1));
        assertThat(plan.migrations()).containsExactly(new RollbackView.Undone("1", "Users", List.of("DROP TABLE users")));
        assertThat(await(desk.rollback(List.of("2", "1"), false)).failure()).isEqualTo(new FailureView("STRATA-3219",
                "the migrations of datasource <default> have changed since the rollback was confirmed, nothing was undone: look"
                        + " at them again",
                null, null, null, null));
        assertThat(await(desk.view()).migrations()).extracting(MigrationRow::state).containsExactly("APPLIED");
        assertThat(await(desk.rollback(List.of("1"), false)).done()).extracting(MigrationOutcome.Done::id).containsExactly("1");
        assertThat(await(desk.view()).migrations()).extracting(MigrationRow::state).containsExactly("PENDING");
        assertThat(await(desk.view()).failure()).isNull();
    }

    @Test
    void aRollbackTellsWhichRowsItCosts() {
        MigrationDesk desk = desk(USERS, file("db/migration/V2__orders.sql",
                "CREATE TABLE orders (id int); ALTER TABLE users ADD COLUMN age int",
                "ALTER TABLE users DROP COLUMN age; DROP TABLE orders"));
        await(desk.migrate());
        RollbackView empty = await(desk.planRollback(2));
        assertThat(empty.losesData()).isFalse();
        assertThat(empty.tables()).containsExactly(new RollbackView.Table("orders", "TABLE", 0, false),
                new RollbackView.Table("users", "TABLE", 0, false));
        SERVER.execute(database, "INSERT INTO users SELECT generate_series(1, 3)");
        RollbackView one = await(desk.planRollback(1));
        assertThat(one.losesData()).isTrue();
        assertThat(one.tables()).containsExactly(new RollbackView.Table("orders", "TABLE", 0, false),
                new RollbackView.Table("users", "COLUMN", 3, false));
        assertThat(one.database()).isEqualTo(database);
        assertThat(one.environment()).isNull();
        SERVER.execute(database, "INSERT INTO orders SELECT generate_series(1, 100001)");
        assertThat(await(desk.planRollback(1)).tables())
                .contains(new RollbackView.Table("orders", "TABLE", 100_000, true));
    }

    @Test
    void inProductionNothingIsLostFromHere() {
        MigrationDesk desk = desk(USERS);
        await(desk.migrate());
        await(desk.migrations().mark("production"));
        SERVER.execute(database, "INSERT INTO users VALUES (1)");
        RollbackView plan = await(desk.planRollback(1));
        assertThat(plan.environment()).isEqualTo("production");
        assertThat(plan.losesData()).isTrue();
        assertThat(await(desk.rollback(List.of("1"), true)).failure().code()).isEqualTo("STRATA-3231");
        assertThat(await(desk.view()).migrations()).extracting(MigrationRow::state).containsExactly("APPLIED");
    }

    @Test
    void whatCantBeUndoneIsTold() {
        await(desk(USERS, ORDERS).migrate());
        RollbackView plan = await(desk(USERS).planRollback(1));
        assertThat(plan.migrations()).isEmpty();
        assertThat(plan.problem().code()).isEqualTo("STRATA-3204");
        assertThat(plan.problem().migration()).isEqualTo("2");
    }

    @Test
    void whatCantBeReadIsTold() {
        Migrations unreachable = new Migrator(() -> Future.failedFuture(new java.net.ConnectException("Connection refused")),
                MigrationSet.of(List.of(USERS)), MigratorOptions.of("<default>"));
        MigrationsView view = await(new MigrationDesk("<default>", unreachable).view());
        assertThat(view.migrations()).isEmpty();
        assertThat(view.problem().code()).isEqualTo("STRATA-3217");
        assertThat(await(new MigrationDesk("<default>", unreachable).planRollback(1)).problem().code())
                .isEqualTo("STRATA-3217");
    }
}
