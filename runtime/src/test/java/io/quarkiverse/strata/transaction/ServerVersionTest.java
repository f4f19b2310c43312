package io.quarkiverse.strata.transaction;

import static io.quarkiverse.strata.test.Plain.read;
import static io.quarkiverse.strata.test.Plain.write;
import static io.quarkiverse.strata.test.PostgresServer.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.strata.DatabaseException;
import io.quarkiverse.strata.ExplainOptions;
import io.quarkiverse.strata.sql.Query;
import io.quarkiverse.strata.sql.Rendered;
import io.quarkiverse.strata.sql.Requirement;
import io.quarkiverse.strata.sql.Shape;
import io.quarkiverse.strata.test.Plain;
import io.quarkiverse.strata.test.TestDatabase;

/** A statement that needs a newer server than there is: it fails before it is sent, and nothing else does. */
class ServerVersionTest {

    /** It would leave a row behind if it were sent. */
    private static final Query<Long> FROM_THE_FUTURE = new Newer(write("INSERT INTO t VALUES (1) RETURNING id"));

    private record Newer(Plain<Long> plain) implements Query<Long> {

        @Override
        public Rendered rendered() {
            return plain.rendered();
        }

        @Override
        public boolean writes() {
            return plain.writes();
        }

        @Override
        public Shape<Long> shape() {
            return plain.shape();
        }

        @Override
        public Requirement requirement() {
            return new Requirement("GRAPH_TABLE", 99);
        }
    }

    private TestDatabase test;

    @BeforeEach
    void open() {
        test = new TestDatabase(1);
        test.sql("CREATE TABLE t (id int8)");
    }

    @AfterEach
    void close() {
        test.becomesIdle();
        test.close();
    }

    private static void assertRefused(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(DatabaseException.class, refused -> {
            assertThat(refused.code()).isEqualTo("STRATA-2450");
            assertThat(refused.details().statement()).isEqualTo("INSERT INTO t VALUES (1) RETURNING id");
        }).hasMessageMatching(
                "STRATA-2450: GRAPH_TABLE needs PostgreSQL 99 or newer, and the server of datasource <default> is "
                        + "\\d+\\.\\d+.*\\. Nothing was sent\\. Write the statement without it, or upgrade the server\\. Statement: "
                        + "INSERT INTO t VALUES \\(1\\) RETURNING id");
    }

    @ParameterizedTest
    @EnumSource
    void isRefusedInEveryPlace(PipelineBegin pipelineBegin) {
        test.close();
        test = new TestDatabase(1, pipelineBegin, null);
        test.sql("CREATE TABLE t (id int8)");
        assertRefused(() -> await(test.db().list(FROM_THE_FUTURE)));
        assertRefused(() -> await(test.db().execute(FROM_THE_FUTURE)));
        assertRefused(() -> await(test.db().stream(FROM_THE_FUTURE).collect().asList()));
        assertRefused(() -> await(test.db().transaction(tx -> tx.execute(FROM_THE_FUTURE))));
        assertRefused(() -> await(test.db().withConnection(lent -> lent.execute(FROM_THE_FUTURE))));
        assertThat(test.number("SELECT count(*) FROM t")).isZero();
        assertThat(await(test.db().single(read("SELECT count(*) FROM t")))).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void itsTransactionGoesOn(PipelineBegin pipelineBegin) {
        test.close();
        test = new TestDatabase(1, pipelineBegin, null);
        test.sql("CREATE TABLE t (id int8)");
        await(test.db().transaction(tx -> tx.execute(FROM_THE_FUTURE).onFailure().recoverWithItem(0)
                .chain(() -> tx.execute(write("INSERT INTO t VALUES (2)")))));
        assertThat(test.number("SELECT min(id) FROM t")).isEqualTo(2);
    }

    @Test
    void itsPlanIsRefusedToo() {
        assertThatThrownBy(() -> await(test.db().explain(FROM_THE_FUTURE, ExplainOptions.PLAN)))
                .hasMessageStartingWith("STRATA-2450: GRAPH_TABLE needs PostgreSQL 99");
    }
}
