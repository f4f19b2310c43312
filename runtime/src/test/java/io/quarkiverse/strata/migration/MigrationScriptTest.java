package io.quarkiverse.strata.migration;

import static io.quarkiverse.strata.migration.Migrated.file;
import static io.quarkiverse.strata.migration.Migrated.known;
import static io.quarkiverse.strata.migration.Migrated.step;
import static io.quarkiverse.strata.migration.Migrated.table;
import static io.quarkiverse.strata.test.PostgresServer.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.vertx.core.Future;

class MigrationScriptTest {

    /** No database: whoever asks for scripts gets them while the server is down. */
    private static List<MigrationScript> scripts(KnownMigration... known) {
        return await(new Migrator(() -> Future.failedFuture("no server"), MigrationSet.of(List.of(known)),
                MigratorOptions.of("<default>")).scripts());
    }

    @Test
    void bothWaysInOrder() {
        List<MigrationScript> scripts = scripts(
                file("db/migration/V2__b.sql", "CREATE TABLE b (id int); CREATE INDEX ON b (id);",
                        "DROP TABLE b;"),
                known(table("1", "a")));
        assertThat(scripts).extracting(script -> script.definition().id()).containsExactly("1", "2");
        assertThat(scripts.get(0).down()).containsExactly("DROP TABLE a");
        assertThat(scripts.get(0).irreversible()).isNull();
        assertThat(scripts.get(1).up()).containsExactly("CREATE TABLE b (id int)", "CREATE INDEX ON b (id)");
        assertThat(scripts.get(1).down()).containsExactly("DROP TABLE b");
        assertThat(scripts.get(1).transactional()).isTrue();
    }

    @Test
    void whatIsLostAndWhatCantBeUndone() {
        List<MigrationScript> scripts = scripts(
                known(step("1", schema -> schema.dropTable("a", was -> was.id()))),
                known(step("2", schema -> schema.dropTable("b"))),
                file("db/migration/V3__f.sql", "CREATE INDEX CONCURRENTLY ON b (id)", null));
        assertThat(scripts.get(0).losses()).containsExactly("the rows of a");
        assertThat(scripts.get(1).down()).isEmpty();
        assertThat(scripts.get(1).irreversible()).isEqualTo("STRATA-3110: DROP TABLE b can't be undone, the table's definition"
                + " isn't known: give it: dropTable(\"b\", table -> …), or override down()");
        assertThat(scripts.get(2).irreversible())
                .isEqualTo("STRATA-3110: Strata doesn't know what undoes SQL: write db/migration/V3__f.down.sql");
        assertThat(scripts.get(2).transactional()).isFalse();
    }

    @Test
    void bodiesOfFunctionsStayWhole() {
        List<MigrationScript> scripts = scripts(known(step("1", schema -> {
            schema.createFunction("f", function -> function.returns("integer").atomic("DELETE FROM a; SELECT 1;"));
            schema.createFunction("g", function -> function.returns("integer").body("sql", "DELETE FROM a; SELECT 1"));
        })), known(step("2", schema -> schema.reindexConcurrently("a_pkey"))));
        assertThat(scripts.get(0).up()).containsExactly(
                "CREATE FUNCTION f() RETURNS integer LANGUAGE sql BEGIN ATOMIC DELETE FROM a; SELECT 1; END",
                "CREATE FUNCTION g() RETURNS integer LANGUAGE sql AS $body$DELETE FROM a; SELECT 1$body$");
        assertThat(scripts.get(0).down()).containsExactly("DROP FUNCTION g()", "DROP FUNCTION f()");
        assertThat(scripts.get(0).transactional()).isTrue();
        assertThat(scripts.get(1).transactional()).isFalse();
        assertThat(scripts.get(1).down()).isEmpty();
    }
}
