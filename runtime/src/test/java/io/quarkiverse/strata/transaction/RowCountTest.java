package io.quarkiverse.strata.transaction;

import static io.quarkiverse.strata.sql.Sql.sql;
import static io.quarkiverse.strata.test.PostgresServer.await;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import io.quarkiverse.strata.test.TestDatabase;

/** The driver makes 379101 rows of "CREATE TABLE". */
class RowCountTest {

    @Test
    void statementsThatCountNoRowsTellNone() {
        try (TestDatabase test = new TestDatabase(1)) {
            assertThat(run(test, "CREATE TABLE t (id int8)")).isZero();
            assertThat(run(test, "INSERT INTO t VALUES (1), (2)")).isEqualTo(2);
            assertThat(run(test, "CREATE TABLE u AS SELECT * FROM t")).isEqualTo(2);
            assertThat(run(test, "CREATE VIEW v AS SELECT * FROM t")).isZero();
            assertThat(run(test, "CREATE INDEX ON t (id)")).isZero();
            assertThat(run(test, " /* all */ truncate t")).isZero();
            assertThat(run(test, "DROP VIEW v")).isZero();
            assertThat(run(test, "DO $$BEGIN END$$")).isZero();
            assertThat(run(test, "WITH gone AS (DELETE FROM u RETURNING 1) SELECT * FROM gone")).isEqualTo(2);
        }
    }

    private static int run(TestDatabase test, String text) {
        return await(test.db().execute(sql(text)));
    }
}
