package io.quarkiverse.strata.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlScriptTest {

    private static List<String> split(String script) {
        return SqlScript.split("V1__x.sql", script).stream().map(SqlStatement::text).toList();
    }

    @Test
    void semicolonsEndStatements() {
        assertThat(split("SELECT 1; SELECT 2 ;\n\n;; -- nothing\n/* nothing; */ SELECT 3 -- three"))
                .containsExactly("SELECT 1", "SELECT 2", "SELECT 3 -- three");
        assertThat(split("")).isEmpty();
        assertThat(split("\uFEFFSELECT 1")).containsExactly("SELECT 1");
        assertThat(SqlScript.split("f", "\n\nSELECT 1;\n-- x\n\nSELECT 2")).extracting(SqlStatement::line).containsExactly(3,
                6);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "SELECT ';'", "SELECT 'it''s; '", "SELECT E'it\\'s; '", "SELECT e'\\\\', ';'", "SELECT '\\', $$;$$",
            "SELECT \"a;\"",
            "SELECT \"a\"\";\" FROM t", "SELECT $$a;b$$", "SELECT $x$a;$$;b$x$", "SELECT $a$ ; $b$ ; $a$",
            "SELECT a$b, c$d", "PREPARE p AS SELECT $1", "SELECT 1 -- ; no", "SELECT /* ; /* ; */ ; */ 1",
            "SELECT U&'\\0061;'", "SELECT B'1', X'1f;'", "SELECT name'a;b'",
            "CREATE RULE r AS ON INSERT TO t DO ALSO (INSERT INTO u VALUES (1); INSERT INTO v VALUES (2))",
            "CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 1; END; $$",
            "CREATE FUNCTION f() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 1; SELECT CASE WHEN true THEN 1 ELSE 2 END; END",
            "CREATE OR REPLACE PROCEDURE p() BEGIN ATOMIC INSERT INTO t VALUES ((CASE WHEN true THEN 1 END)); END",
            "DO $$ BEGIN PERFORM 1; END $$", "SELECT 'ä;', $ä$;$ä$", "SELECT 1\r\n-- ;\r\n" })
    void oneStatementStaysOne(String statement) {
        assertThat(split(statement + "\n;SELECT 9")).containsExactly(statement.strip(), "SELECT 9");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "SELECT 1;\\connect other|2|\\connect other is a command of psql, not SQL: remove it",
            "SELECT 'a|1|a quoted text begins and doesn't end: close it with '",
            "SELECT \"a|1|a quoted text begins and doesn't end: close it with \"",
            "SELECT $x$a|1|a dollar-quoted text begins and doesn't end: close it with $x$",
            "SELECT 1 /* /* */|1|a comment begins and doesn't end: close it with */",
            "SELECT (1;|1|a statement doesn't end: close its parenthesis",
            "CREATE FUNCTION f() BEGIN ATOMIC SELECT 1;|1|a statement doesn't end: close its BEGIN ATOMIC with END",
            "COPY t FROM STDIN;|1|COPY FROM STDIN needs psql: write INSERT, or load the data with a seeder" })
    void whatCantRunIsRefused(String script, int line, String reason) {
        assertThatThrownBy(() -> split(script.replace(";\\", ";\n\\")))
                .hasMessage("STRATA-3212: V1__x.sql, line " + line + ": " + reason);
    }

    @ParameterizedTest
    @ValueSource(strings = { "BEGIN", "begin work", "START TRANSACTION", "COMMIT", "END", "ROLLBACK TO x", "ABORT",
            "SAVEPOINT a",
            "RELEASE a", "PREPARE TRANSACTION 'x'", "SET TRANSACTION READ ONLY" })
    void transactionControlIsRefused(String statement) {
        assertThatThrownBy(() -> split("SELECT 1;\n" + statement)).hasMessageStartingWith("STRATA-3212: V1__x.sql, line 2: ")
                .hasMessageContaining("is the runner's business");
    }

    @ParameterizedTest
    @CsvSource({ "CREATE INDEX CONCURRENTLY i ON t (a), true", "create unique index concurrently i on t (a), true",
            "DROP INDEX CONCURRENTLY i, true", "REINDEX (VERBOSE) TABLE CONCURRENTLY t, true",
            "ALTER TABLE t DETACH PARTITION p CONCURRENTLY, true", "VACUUM t, false", "ALTER SYSTEM SET a = 1, false",
            "CREATE DATABASE d, false" })
    void knowsWhatRunsOutsideTransactions(String sql, boolean waits) {
        SqlStatement statement = SqlScript.split("f", "/* a */ " + sql).get(0);
        assertThat(statement.transactional()).isFalse();
        assertThat(statement.waitsForOthers()).isEqualTo(waits);
    }

    @ParameterizedTest
    @ValueSource(strings = { "CREATE INDEX i ON t (a)", "CREATE TABLE concurrently_made (a int)",
            "REFRESH MATERIALIZED VIEW CONCURRENTLY v", "CREATE INDEX i ON t (\"concurrently\")",
            "COMMENT ON TABLE t IS 'concurrently'" })
    void knowsWhatRunsInside(String sql) {
        assertThat(SqlScript.split("f", sql).get(0).transactional()).isTrue();
    }

    @Test
    void validateWaitsAndIsTransactional() {
        SqlStatement statement = SqlScript.split("f", "ALTER TABLE t VALIDATE CONSTRAINT c").get(0);
        assertThat(statement.transactional()).isTrue();
        assertThat(statement.waitsForOthers()).isTrue();
    }
}
