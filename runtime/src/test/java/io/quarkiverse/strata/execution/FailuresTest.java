package io.quarkiverse.strata.execution;

import static io.quarkiverse.strata.test.Plain.read;
import static io.quarkiverse.strata.test.Plain.write;
import static io.quarkiverse.strata.test.PostgresServer.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.NoSuchElementException;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.quarkiverse.strata.DatabaseException;
import io.quarkiverse.strata.test.TestDatabase;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;

/** What callers are told, and what they are not. */
class FailuresTest {

    private static TestDatabase test;

    @BeforeAll
    static void start() {
        test = new TestDatabase(1);
    }

    @AfterAll
    static void stop() {
        test.close();
    }

    private static Throwable failing(String sql, Object value) {
        return catchThrowable(() -> await(test.db().single(read(sql, value))));
    }

    @Test
    void messagesHaveNoValues() {
        assertThat(failing("SELECT ($1::text)::int8", "a \"secret\" b")).isInstanceOf(DatabaseException.class)
                .hasMessage("STRATA-2300: invalid input syntax for type bigint: \"…\" (SQLSTATE 22P02, datasource <default>). "
                        + "Statement: SELECT ($1::text)::int8")
                .hasNoCause();
        assertThat(failing("SELECT length(to_tsquery('simple', $1::text)::text)::int8", "secret & "))
                .isInstanceOf(DatabaseException.class)
                .hasMessage("STRATA-2300: no operand in tsquery: \"…\" (SQLSTATE 42601, datasource <default>). "
                        + "Statement: SELECT length(to_tsquery('simple', $1::text)::text)::int8")
                .hasNoCause();
    }

    @Test
    void namesStay() {
        assertThat(failing("SELECT nothing + $1::int8", 1L))
                .hasMessage("STRATA-2300: column \"nothing\" does not exist (SQLSTATE 42703, datasource <default>). "
                        + "Statement: SELECT nothing + $1::int8"
                        + "\n1 | SELECT nothing + $1::int8"
                        + "\n  |        ^");
    }

    @Test
    void theLinesAroundTheErrorAreShown() {
        String sql = "SELECT $1::int8 AS n,\n\t'🐘' AS elephant,\r\n\t'🐘🐘', nothing,\n  5\nFROM pg_class";
        assertThat(failing(sql, 123_456L)).hasMessageEndingWith(" Statement: " + sql
                + "\n2 |  '🐘' AS elephant, "
                + "\n3 |  '🐘🐘', nothing,"
                + "\n  |        ^"
                + "\n4 |   5").hasMessageNotContaining("123456");
    }

    @Test
    void aLongLineIsCutAroundTheError() {
        String many = "1 AS a, ".repeat(40);
        assertThat(failing("SELECT " + many + "nothing, " + many + "$1::int8", 5L)).message().satisfies(message -> {
            String[] lines = message.split("\n");
            assertThat(lines).hasSize(3);
            assertThat(lines[1]).startsWith("1 | …").endsWith("…").hasSize("1 | ".length() + 102);
            assertThat(lines[1].substring(lines[2].indexOf('^'))).startsWith("nothing, ");
        });
    }

    @Test
    void anErrorBehindTheEndIsShownThere() {
        assertThat(failing("SELECT $1::int8 FROM pg_class WHERE\n", 1L)).hasMessageEndingWith("SELECT $1::int8 FROM pg_class "
                + "WHERE\n\n1 | SELECT $1::int8 FROM pg_class WHERE\n2 | \n  | ^");
    }

    @Test
    void aTimeThatJavaHasntIsToldWithTheCure() {
        assertThat(failing("SELECT ('24:00'::time + $1::interval * 0), '24:00'::time", java.time.Duration.ZERO))
                .hasMessage("STRATA-2451: the result of a statement on datasource <default> has a time that Java has none for, "
                        + "like 24:00, and the driver closed the connection over it. Read the column as text (column::text), or "
                        + "keep such times as interval. Statement: SELECT ('24:00'::time + $1::interval * 0), '24:00'::time");
        Long five = await(test.db().single(read("SELECT 5::int8")));
        assertThat(five).isEqualTo(5L);
    }

    @Test
    void aMissingTableIsToldWithWhereToLook() {
        assertThat(failing("SELECT $1::int8 FROM nowhere", 1L))
                .hasMessage("STRATA-2300: relation \"nowhere\" does not exist (SQLSTATE 42P01, datasource <default>). Where a "
                        + "migration makes it, db status tells whether that has run. Statement: SELECT $1::int8 FROM nowhere"
                        + "\n1 | SELECT $1::int8 FROM nowhere"
                        + "\n  |                      ^");
    }

    @Test
    void whatTheCallersOwnCodeThrowsIsNoLostConnection() {
        Throwable mine = new NoSuchElementException("mine");
        assertThat(Failures.translate(mine, "<default>", "SELECT 1")).isSameAs(mine);
        assertThat(Failures.translate(new NoStackTraceThrowable("gone"), "<default>", "SELECT 1"))
                .hasMessageStartingWith("STRATA-2103: the connection of datasource <default> broke: gone");
    }

    @Test
    void aRefusalIsKnownInEveryLanguage() {
        assertThat(Failures.isRefusal(new PgException("abgebrochen", "FEHLER", "57014", null))).isTrue();
        assertThat(Failures.isRefusal(new PgException("beendet", "FATAL", "57P01", null))).isFalse();
    }

    @Test
    void prepareTransactionIsRefused() {
        assertThatThrownBy(() -> await(test.db().transaction(tx -> tx.execute(write("prepare /* x */ transaction 'x'")))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "STRATA-2203: PREPARE as a statement would change the transaction of a connection that is only lent. "
                                + "Use db.transaction(tx -> …).");
        TransactionControl.refuse("PREPARE p AS SELECT 1");
    }
}
