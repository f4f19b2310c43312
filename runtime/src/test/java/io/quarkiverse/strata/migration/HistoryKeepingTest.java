package io.quarkiverse.strata.migration;

import static io.quarkiverse.strata.migration.Migrated.file;
import static io.quarkiverse.strata.migration.Migrated.ids;
import static io.quarkiverse.strata.migration.Migrated.table;
import static io.quarkiverse.strata.test.PostgresServer.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

/** What the history says of migrations that Strata didn't run, or that aren't what they were. */
class HistoryKeepingTest {

    private final Migrated db = new Migrated();
    private final Map<String, String> files = new TreeMap<>(Map.of("V1__a.sql", "CREATE TABLE a (id int);\n",
            "V2__b.sql", "CREATE TABLE b (id int);\n-- two\n", "V3__c.sql", "CREATE TABLE c (id int);\n"));

    private Migrator migrator() {
        List<KnownMigration> known = new ArrayList<>();
        files.forEach((name, text) -> known.add(file("db/migration/" + name, text, "SELECT 1")));
        return db.migrator(MigrationSet.of(known));
    }

    private List<String> states() {
        return await(migrator().status()).stream().map(status -> status.id() + " " + status.state()).toList();
    }

    /** As Flyway 12 makes it. */
    private void flyway() {
        db.rows("CREATE TABLE a (id int)");
        db.rows("CREATE TABLE b (id int)");
        db.rows("""
                CREATE TABLE flyway_schema_history (
                    installed_rank integer NOT NULL CONSTRAINT flyway_schema_history_pk PRIMARY KEY,
                    version character varying(50), description character varying(200) NOT NULL,
                    type character varying(20) NOT NULL, script character varying(1000) NOT NULL, checksum integer,
                    installed_by character varying(100) NOT NULL, installed_on timestamp without time zone DEFAULT now() NOT NULL,
                    execution_time integer NOT NULL, success boolean NOT NULL)""");
        ran(1, "1", "V1__a.sql", ForeignHistory.checksum(files.get("V1__a.sql")));
        ran(2, "2.0", "V2__b.sql", ForeignHistory.checksum(files.get("V2__b.sql")));
        db.rows("INSERT INTO flyway_schema_history VALUES (3, NULL, 'views', 'SQL', 'R__views.sql', 1, 'old', DEFAULT, 5, true)");
    }

    private void ran(int rank, String version, String script, int checksum) {
        db.rows("INSERT INTO flyway_schema_history VALUES (" + rank + ", '" + version + "', 'x', 'SQL', '" + script + "', "
                + checksum + ", 'old', '2020-01-01 10:00:00', 7, true)");
    }

    @Test
    void flywaysChecksumIsThatOfItsLines() {
        assertThat(ForeignHistory.checksum("\uFEFFCREATE TABLE a (id int);\r\nSELECT 1;\n"))
                .isEqualTo(ForeignHistory.checksum("CREATE TABLE a (id int);\nSELECT 1;"))
                .isEqualTo((int) 0xFFFFFFFFL & crc("CREATE TABLE a (id int);SELECT 1;"));
    }

    private static int crc(String text) {
        java.util.zip.CRC32 crc = new java.util.zip.CRC32();
        crc.update(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return (int) crc.getValue();
    }

    @Test
    void flywaysHistoryIsTakenOver() {
        flyway();
        assertThat(await(migrator().importHistory(HistoryImport.flyway()))).containsExactly("1", "2");
        assertThat(
                db.rows("SELECT id, origin, executed_by, duration_us, executed_at::timestamp, finished FROM strata_migrations"))
                .containsExactly("1 flyway old 7000 2020-01-01T10:00 true", "2 flyway old 7000 2020-01-01T10:00 true");
        assertThat(states()).containsExactly("1 APPLIED", "2 APPLIED", "3 PENDING");
        assertThat(ids(await(migrator().migrate()))).containsExactly("3");
        assertThat(ids(await(migrator().rollback(Rollback.lastBatch())))).containsExactly("3");
        assertThatThrownBy(() -> await(migrator().rollback(Rollback.steps(1)))).hasMessage("STRATA-3226: migration 2 B can't be"
                + " rolled back, Strata didn't run it (flyway), and what undoes it might destroy what was there before: roll back"
                + " to a later one, and write a new migration for the rest");
        assertThatThrownBy(() -> await(migrator().importHistory(HistoryImport.flyway()))).hasMessage("STRATA-3229: the history"
                + " table public.strata_migrations of datasource <default> has 2 rows already, nothing was changed: a baseline"
                + " or another tool's history is for an empty one. To note a single migration as run: db accept ID --reason …");
        assertThat(db.tables()).containsExactly("a", "b", "c", "flyway_schema_history");
    }

    @Test
    void whatFlywayRanOtherwiseIsRefused() {
        flyway();
        files.put("V2__b.sql", "CREATE TABLE b (id bigint)");
        assertThatThrownBy(() -> await(migrator().importHistory(HistoryImport.flyway()))).hasMessageMatching("STRATA-3227: the"
                + " history of Flyway can't be imported into datasource <default>, nothing was changed:"
                + " db/migration/V2__b.sql has changed since it was run on 2020-01-01T.*: put it back as it was, or say"
                + " --up-to ID or HistoryImport.upTo\\(\"ID\"\\) to take it as run");
        assertThat(await(migrator().importHistory(HistoryImport.flyway().upTo("2")))).containsExactly("1", "2");
    }

    @Test
    void entriesThatNobodyKnowsAreNamed() {
        flyway();
        files.remove("V2__b.sql");
        assertThatThrownBy(() -> await(migrator().importHistory(HistoryImport.flyway()))).hasMessageContaining("1 of its 2"
                + " entries are no migrations of this application: V2__b.sql. Put them into db/migration");
        db.rows("INSERT INTO flyway_schema_history VALUES (4, '2', 'x', 'DELETE', 'V2__b.sql', 1, 'old', DEFAULT, 5, true)");
        assertThat(await(migrator().importHistory(HistoryImport.flyway()))).containsExactly("1");
    }

    @Test
    void flywaysBaselineAndFailures() {
        flyway();
        db.rows("DELETE FROM flyway_schema_history");
        db.rows("INSERT INTO flyway_schema_history VALUES (1, '2', 'x', 'BASELINE', 'x', NULL, 'old', DEFAULT, 0, true)");
        db.rows("INSERT INTO flyway_schema_history VALUES (2, '3', 'x', 'SQL', 'V3__c.sql', 1, 'old', DEFAULT, 0, false)");
        assertThatThrownBy(() -> await(migrator().importHistory(HistoryImport.flyway())))
                .hasMessageEndingWith("V3__c.sql failed: complete or remove it, and run Flyway's repair");
        db.rows("DELETE FROM flyway_schema_history WHERE installed_rank = 2");
        assertThat(await(migrator().importHistory(HistoryImport.flyway()))).containsExactly("1", "2");
    }

    @Test
    void liquibasesHistoryIsTakenOver() {
        db.rows("CREATE SCHEMA old");
        db.rows("""
                CREATE TABLE old.databasechangelog (
                    id varchar(255) NOT NULL, author varchar(255) NOT NULL, filename varchar(255) NOT NULL,
                    dateexecuted timestamp NOT NULL, orderexecuted integer NOT NULL, exectype varchar(10) NOT NULL,
                    md5sum varchar(35), description varchar(255), comments varchar(255), tag varchar(255),
                    liquibase varchar(20), contexts varchar(255), labels varchar(255), deployment_id varchar(10))""");
        db.rows("CREATE TABLE old.databasechangeloglock (id int, locked boolean, lockgranted timestamp, lockedby varchar(255))");
        db.rows("INSERT INTO old.databasechangeloglock VALUES (1, true, NULL, NULL)");
        db.rows("INSERT INTO old.databasechangelog (id, author, filename, dateexecuted, orderexecuted, exectype) VALUES"
                + " ('1', 'ada', 'db/changelog.xml', '2020-01-01', 1, 'EXECUTED'),"
                + " ('b-table', 'ada', 'db/changelog/V2__b.sql', '2020-01-02', 2, 'EXECUTED'),"
                + " ('b-index', 'ada', 'db/changelog/V2__b.sql', '2020-01-03', 3, 'RERAN'),"
                + " ('3', 'ada', 'db/changelog.xml', '2020-01-01', 4, 'FAILED')");
        HistoryImport source = HistoryImport.liquibase().table("old.databasechangelog");
        assertThatThrownBy(() -> await(migrator().importHistory(source))).hasMessageContaining("table"
                + " old.databasechangeloglock says locked");
        db.rows("UPDATE old.databasechangeloglock SET locked = false");
        assertThat(await(migrator().importHistory(source))).containsExactly("1", "2");
        assertThat(db.rows("SELECT id, origin, executed_by, executed_at::date FROM strata_migrations"))
                .containsExactly("1 liquibase ada 2020-01-01", "2 liquibase ada 2020-01-03");
        assertThat(ids(await(migrator().migrate()))).containsExactly("3");
    }

    @Test
    void aTableThatIsntThereIsAskedFor() {
        assertThatThrownBy(() -> await(migrator().importHistory(HistoryImport.liquibase()))).hasMessage("STRATA-3227: the"
                + " history of Liquibase can't be imported into datasource <default>, nothing was changed: there is no table"
                + " databasechangelog: say where it is, --table schema.name or HistoryImport.table(\"schema.name\")");
    }

    @Test
    void aBaselineIsNotRun() {
        assertThatThrownBy(() -> await(migrator().baseline("9"))).hasMessage("STRATA-3228: datasource <default>: migration 9"
                + " isn't in this application: see db status for those that are. Nothing was changed");
        assertThat(await(migrator().baseline("2"))).containsExactly("1", "2");
        assertThat(db.tables()).isEmpty();
        assertThat(ids(await(migrator().migrate()))).containsExactly("3");
        assertThat(ids(await(migrator().migrate()))).isEmpty();
        assertThat(db.tables()).containsExactly("c");
    }

    @Test
    void whatChangedOrIsMissingIsAccepted() {
        await(migrator().migrate());
        files.put("V1__a.sql", "CREATE TABLE a (id int, more int)");
        files.remove("V2__b.sql");
        files.put("V4__d.sql", "CREATE TABLE d (id int)");
        assertThat(states()).containsExactly("1 CHANGED", "2 MISSING", "3 APPLIED", "4 PENDING");
        assertThatThrownBy(() -> await(migrator().migrate())).hasMessageStartingWith("STRATA-3203: ")
                .hasMessageEndingWith("If it is right as it is: db accept 1 --reason …");
        assertThatThrownBy(() -> await(migrator().accept("1", " "))).hasMessageStartingWith("STRATA-3228: ");
        assertThatThrownBy(() -> await(migrator().accept("3", "why"))).hasMessage("STRATA-3228: datasource <default>: migration"
                + " 3 is APPLIED, there is nothing to accept. Nothing was changed");
        await(migrator().accept("1", "a comment"));
        await(migrator().accept("2", "thrown away"));
        await(migrator().accept("4", "done by hand"));
        assertThat(states()).containsExactly("1 APPLIED", "2 ACCEPTED", "3 APPLIED", "4 APPLIED");
        assertThat(db.rows("SELECT id, reason, accepted_by, accepted_at IS NOT NULL FROM strata_migrations WHERE reason IS NOT"
                + " NULL ORDER BY id")).containsExactly("1 a comment postgres true", "2 thrown away postgres true",
                        "4 done by hand postgres true");
        assertThat(ids(await(migrator().migrate()))).isEmpty();
        assertThat(db.tables()).containsExactly("a", "b", "c");
    }

    @Test
    void whatDidNothingIsForgottenAndRunsAgainChanged() {
        files.clear();
        files.put("V1__i.sql", "CREATE UNIQUE INDEX CONCURRENTLY i ON t (a); SELECT 1");
        db.rows("CREATE TABLE t AS SELECT 1 AS a FROM generate_series(1, 2)");
        db.rows("CREATE INDEX k ON t (a)");
        db.rows("CREATE TABLE other AS SELECT 1 AS a FROM generate_series(1, 2)");
        assertThatThrownBy(() -> db.rows("CREATE UNIQUE INDEX CONCURRENTLY theirs ON other (a)"));
        assertThatThrownBy(() -> await(migrator().migrate())).hasMessageStartingWith("STRATA-3210: ");
        files.put("V1__i.sql", "CREATE INDEX CONCURRENTLY j ON t (a)");
        assertThatThrownBy(() -> await(migrator().migrate())).hasMessageStartingWith("STRATA-3209: ");
        assertThat(await(migrator().repair())).containsExactly("1");
        assertThat(await(migrator().repair())).isEmpty();
        assertThat(db.rows("SELECT indexrelid::regclass FROM pg_index WHERE indrelid = 't'::regclass")).containsExactly("k");
        assertThat(db.rows("SELECT 'theirs'::regclass")).containsExactly("theirs");
        assertThat(ids(await(migrator().migrate()))).containsExactly("1");
        assertThat(db.rows("SELECT indexrelid::regclass FROM pg_index WHERE indrelid = 't'::regclass ORDER BY 1"))
                .containsExactly("k", "j");
    }

    @Test
    void whatMayBeDoneIsNotForgotten() {
        files.clear();
        files.put("V1__i.sql", "CREATE UNIQUE INDEX CONCURRENTLY i ON t (a); SELECT 1");
        db.rows("CREATE TABLE t AS SELECT 1 AS a FROM generate_series(1, 2)");
        assertThatThrownBy(() -> await(migrator().migrate())).hasMessageStartingWith("STRATA-3210: ");
        files.put("V1__i.sql", "CREATE INDEX CONCURRENTLY j ON t (a)");
        assertThat(await(migrator().repair())).isEmpty();
        assertThat(db.rows("SELECT 'i'::regclass")).containsExactly("i");
        assertThat(states()).containsExactly("1 INTERRUPTED");
        files.clear();
        files.put("V2__b.sql", "SELECT 1");
        assertThatThrownBy(() -> await(migrator().accept("1", "why")))
                .hasMessageStartingWith("STRATA-3228: datasource <default>:"
                        + " migration 1 I was interrupted at statement 0 of 2 and isn't in this application");
        assertThatThrownBy(() -> await(migrator().migrate()))
                .hasMessageStartingWith("STRATA-3204: migration 1 I was interrupted"
                        + " at statement 0 of 2");
        db.rows("UPDATE strata_migrations SET step_backend = NULL");
        assertThat(await(migrator().repair())).containsExactly("1");
    }

    @Test
    void anOlderApplicationStartsOnACompatibleDatabase() {
        files.put("V4__d.sql", "-- strata: compatible=true\nCREATE TABLE d (id int)");
        await(migrator().migrate());
        files.remove("V4__d.sql");
        assertThat(states()).containsExactly("1 APPLIED", "2 APPLIED", "3 APPLIED", "4 FUTURE");
        assertThat(ids(await(migrator().migrate()))).isEmpty();
        assertThatThrownBy(() -> await(migrator().rollback(Rollback.steps(1)))).hasMessageStartingWith("STRATA-3204: ");
        files.remove("V3__c.sql");
        assertThatThrownBy(() -> await(migrator().migrate())).hasMessageStartingWith("STRATA-3204: migration 3 C");
    }

    @Test
    void aLateOneThatSaysWhatItNeedsRuns() {
        db.migrate(table("1", "a"), table("3", "c"));
        assertThatThrownBy(() -> db.migrate(table("1", "a"), table("2", "b"), table("3", "c")))
                .hasMessageStartingWith("STRATA-3214: ");
        assertThatThrownBy(() -> db.migrate(table("1", "a"), table("2", "b", "1"), table("3", "c", "2")))
                .hasMessageStartingWith("STRATA-3214: ");
        assertThat(db.migrate(table("1", "a"), table("2", "b", "1"), table("3", "c"))).containsExactly("2");
    }
}
