package io.quarkiverse.strata.transaction;

import static io.quarkiverse.strata.sql.Sql.sql;
import static io.quarkiverse.strata.test.PostgresServer.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.strata.Database;
import io.quarkiverse.strata.SchemaChangedException;
import io.quarkiverse.strata.TransactionOptions;
import io.quarkiverse.strata.sql.Query;
import io.quarkiverse.strata.test.TestDatabase;

/** A migration changes the type of a column while the application runs, whose statements are prepared. */
class SchemaChangeTest {

    private static final Query<String> READ = sql("SELECT v FROM s").as(String.class);
    private static final Query<String> WRITE = sql("UPDATE s SET n = n + 1 RETURNING v").as(String.class);

    private final TestDatabase test = new TestDatabase(1);
    private final Database db = test.db();

    @BeforeEach
    void prepare() {
        test.sql("CREATE TABLE s (v varchar(10), n int8); INSERT INTO s VALUES ('a', 0)");
        assertThat(await(db.list(READ))).containsExactly("a");
        assertThat(await(db.list(WRITE))).containsExactly("a");
        test.sql("ALTER TABLE s ALTER v TYPE text");
    }

    @AfterEach
    void close() {
        test.becomesIdle();
        test.close();
    }

    @Test
    void aReadIsPreparedAnew() {
        assertThat(await(db.list(READ))).containsExactly("a");
        assertThat(await(db.list(READ))).containsExactly("a");
    }

    @Test
    void aWriteIsPreparedAnewAndDoneOnce() {
        assertThat(await(db.list(WRITE))).containsExactly("a");
        assertThat(test.number("SELECT n FROM s")).isEqualTo(2);
    }

    @Test
    void onALentConnectionEachIsPreparedAnew() {
        List<String> rows = await(db.withConnection(c -> c.list(WRITE).chain(done -> c.list(READ))));
        assertThat(rows).containsExactly("a");
        assertThat(test.number("SELECT n FROM s")).isEqualTo(2);
    }

    @Test
    void aTransactionIsToldWhatToDo() {
        assertThatThrownBy(() -> await(db.transaction(tx -> tx.list(READ)))).isInstanceOf(SchemaChangedException.class)
                .hasMessage("STRATA-2309: the schema has changed since the statement was prepared on its connection: "
                        + "cached plan must not change result type (SQLSTATE 0A000, datasource <default>). Statement: SELECT v FROM s. Run the whole "
                        + "transaction again, by TransactionOptions.withRetries(…) for example");
        List<String> rows = await(db.transaction(tx -> tx.list(READ)));
        assertThat(rows).containsExactly("a");
    }

    /** Once for all of its statements: they run on a new connection then. */
    @Test
    void aTransactionMayBeRunAgain() {
        List<String> rows = await(db.transaction(TransactionOptions.defaults().withRetries(1),
                tx -> tx.list(WRITE).chain(done -> tx.list(READ))));
        assertThat(rows).containsExactly("a");
        assertThat(test.number("SELECT n FROM s")).isEqualTo(2);
    }
}
