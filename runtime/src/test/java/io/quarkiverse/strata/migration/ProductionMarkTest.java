package io.quarkiverse.strata.migration;

import static io.quarkiverse.strata.migration.Migrated.table;
import static io.quarkiverse.strata.test.PostgresServer.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.quarkiverse.strata.MigrationException;

class ProductionMarkTest {

    private final Migrated db = new Migrated();

    private Migrator marking(String environment, Migration... migrations) {
        db.options = new MigratorOptions("<default>", null, "strata_migrations", Duration.ofMillis(200), 3,
                Duration.ofSeconds(20), false).marking(environment);
        return db.migrator(migrations);
    }

    private String mark() {
        return await(db.migrator().mark()).environment();
    }

    @Test
    void theFirstMigrateMarksTheDatabaseAndLaterOnesLeaveTheMark() {
        assertThat(await(db.migrator().mark())).isEqualTo(new DatabaseMark(db.database, null));
        await(marking("production", table("1", "a")).migrate());
        assertThat(mark()).isEqualTo("production");

        await(db.migrator().mark("staging"));
        await(marking("production", table("1", "a"), table("2", "b")).migrate());
        assertThat(mark()).isEqualTo("staging");
        assertThat(db.rows("SELECT environment, marked_by FROM strata_environment ORDER BY marked_at"))
                .containsExactly("production postgres", "staging postgres");
    }

    @Test
    void aDatabaseThatWasMigratedBeforeThereWereMarksIsMarkedByItsNextMigration() {
        db.migrate(table("1", "a"));
        await(marking("production", table("1", "a")).migrate());
        assertThat(mark()).isNull();
        await(marking("production", table("1", "a"), table("2", "b")).migrate());
        assertThat(mark()).isEqualTo("production");
    }

    @Test
    void aRollbackThatDropsRowsIsRefusedUnlessTheDatabaseIsNamed() {
        Migrator migrator = marking("production", table("1", "a"), table("2", "b"));
        await(migrator.migrate());
        db.rows("INSERT INTO a DEFAULT VALUES");
        assertThatThrownBy(() -> await(migrator.rollback(Rollback.steps(2)))).isInstanceOf(MigrationException.class)
                .hasMessage("STRATA-3231: database " + db.database + " of datasource <default> is marked as production, and"
                        + " this rollback would destroy table a, 1 row. Make a backup; then, to do it nevertheless, name the"
                        + " database: db rollback --confirm " + db.database + ", or Rollback.inProduction(\"" + db.database
                        + "\"). If it isn't production, say so once: db mark staging");
        assertThatThrownBy(() -> await(migrator.rollback(Rollback.steps(2).inProduction("another"))))
                .hasMessageStartingWith("STRATA-3231: ");
        assertThat(db.tables()).containsExactly("a", "b", "strata_environment");
        await(migrator.rollback(Rollback.steps(2).inProduction(db.database)));
        assertThat(db.tables()).containsExactly("strata_environment");
    }

    @Test
    void aRollbackThatLosesNoRowIsNoDanger() {
        Migrator migrator = marking("production", table("1", "a"));
        await(migrator.migrate());
        await(migrator.rollback(Rollback.lastBatch()));
        assertThat(db.tables()).containsExactly("strata_environment");
    }

    @Test
    void inADatabaseWithAnotherMarkNothingIsRefused() {
        Migrator migrator = marking("staging", table("1", "a"));
        await(migrator.migrate());
        db.rows("INSERT INTO a DEFAULT VALUES");
        await(migrator.rollback(Rollback.lastBatch()));
        assertThat(db.tables()).containsExactly("strata_environment");
    }

    @Test
    void dropAllIsRefusedUnlessTheDatabaseIsNamedAndLeavesTheMark() {
        Migrator migrator = marking("production", table("1", "a"));
        await(migrator.migrate());
        assertThatThrownBy(() -> await(migrator.dropAll(null))).hasMessage("STRATA-3231: database " + db.database
                + " of datasource <default> is marked as production, and all that is in its schema public would be dropped,"
                + " 2 objects. Make a backup; then, to do it nevertheless, name the database: db fresh --confirm "
                + db.database + ", or Migrations.dropAll(\"" + db.database + "\"). If it isn't production, say so once: db mark"
                + " staging");
        assertThat(await(migrator.dropAll(db.database)).objects()).isEqualTo(2);
        assertThat(db.tables()).containsExactly("strata_environment");
        assertThat(mark()).isEqualTo("production");
    }

    @Test
    void aMarkThatCantBeUnderstoodIsProductionAndTheStrictestCounts() {
        await(db.migrator().mark("development"));
        db.rows("CREATE SCHEMA other; CREATE TABLE other.strata_environment AS TABLE strata_environment WITH NO DATA;"
                + " ALTER TABLE other.strata_environment ALTER marked_at SET DEFAULT now(), ALTER marked_by SET DEFAULT 'me'");
        assertThat(mark()).isEqualTo("production");
        await(db.migrator().mark("test"));
        assertThat(mark()).isEqualTo("test");
    }

    @Test
    void everyRoleReadsTheMarkAndOnlyItsOwnerChangesIt() {
        await(db.migrator().mark("production"));
        db.rows("DROP ROLE IF EXISTS clerk; CREATE ROLE clerk LOGIN PASSWORD 'clerk'");
        Migrator clerk = new Migrator(() -> io.vertx.pgclient.PgConnection
                .connect(db.server.vertx(), db.server.options(db.database).setUser("clerk").setPassword("clerk"))
                .map(connection -> connection), Migrated.set(), db.options);
        assertThat(await(clerk.mark()).isProduction()).isTrue();
        assertThatThrownBy(() -> await(clerk.mark("development"))).hasMessage("STRATA-3232: the database of datasource"
                + " <default> can't be marked as development: permission denied for schema public (42501). Do it as the role"
                + " that owns the table strata_environment, or the schema that it is to be made in");
    }

    @Test
    void anUnknownEnvironmentIsRefused() {
        assertThatThrownBy(() -> await(db.migrator().mark("live"))).hasMessageContaining("STRATA-3233: a database can't be"
                + " marked as \"live\": use one of production, staging, development, test");
    }

    @Test
    void thePlanOfARollbackTellsWhatItCosts() {
        Migration three = Migrated.step("3", schema -> schema.sql("ALTER TABLE \"b c\" ADD COLUMN x int",
                "ALTER TABLE \"b c\" DROP COLUMN x"));
        Migration four = Migrated.step("4", schema -> schema.sql("SELECT 1", "TRUNCATE TABLE a"));
        Migrator migrator = db.migrator(table("1", "a"), Migrated.step("2", schema -> schema.sql("CREATE TABLE \"b c\" ()",
                "/* now */ DROP TABLE IF EXISTS \"b c\"")), three, four);
        await(migrator.migrate());
        db.rows("INSERT INTO a DEFAULT VALUES; INSERT INTO a DEFAULT VALUES; INSERT INTO \"b c\" DEFAULT VALUES");
        RollbackPlan plan = await(migrator.planRollback(Rollback.steps(2)));
        assertThat(plan.tables()).hasToString("[a column of \"b c\", 1 row, the rows of a, 2 rows]");
        assertThat(plan.losesData()).isTrue();
        assertThat(plan.migrations()).extracting(MigrationPlan.Planned::id).containsExactly("4", "3");
        assertThat(await(migrator.planRollback(Rollback.to("1"))).tables())
                .hasToString("[table \"b c\", 1 row, the rows of a, 2 rows]");
        assertThat(List.of(plan.database(), plan.losses().size())).containsExactly(db.database, 0);
        assertThat(db.history()).hasSize(4);
    }
}
