package io.quarkiverse.strata.transaction;

import static io.quarkiverse.strata.test.Plain.read;
import static io.quarkiverse.strata.test.Plain.write;
import static io.quarkiverse.strata.test.PostgresServer.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.quarkiverse.strata.ResultTooLargeException;
import io.quarkiverse.strata.sql.Query;
import io.quarkiverse.strata.sql.Sql;

/** Results that are larger than they may be. */
class ResultLimitTest extends OneConnection {

    /** Hours of rows. */
    private static final Query<Long> ENDLESS = read("SELECT generate_series(1, 100000000000)::int8");

    @Test
    void oneMoreRowIsTooManyAndTheServerIsStopped() {
        assertThat(await(db.maxRows(3).list(read("SELECT generate_series(1, 3)::int8")))).hasSize(3);
        assertThatThrownBy(() -> await(db.maxRows(3).list(read("SELECT generate_series(1, 4)::int8"))))
                .isExactlyInstanceOf(ResultTooLargeException.class)
                .hasMessage("STRATA-2210: the result of a statement on datasource <default> has more than 3 rows. Ask for less "
                        + "(limit, page), take the rows as they come (stream), or allow it by maxRows(…) or "
                        + "quarkus.strata.results.max-rows. Statement: SELECT generate_series(1, 4)::int8");
        assertThatThrownBy(() -> await(db.maxRows(1000).list(ENDLESS))).isInstanceOf(ResultTooLargeException.class);
        test.becomesIdle();
    }

    @Test
    void bytesCountAsTheyTravel() {
        Query<String> kilobytes = Sql.sql("SELECT repeat('x', 1000) FROM generate_series(1, 100)").as(String.class);
        assertThat(await(db.maxBytes(110_000).list(kilobytes))).hasSize(100);
        assertThat(await(db.maxBytes(110_000).list(kilobytes))).hasSize(100); // not those of the answer before
        assertThatThrownBy(() -> await(db.maxBytes(50_000).list(kilobytes))).isInstanceOf(ResultTooLargeException.class)
                .hasMessageContaining("has more than 50000 bytes").hasMessageContaining("quarkus.strata.results.max-size");
    }

    @Test
    void inATransactionTheRestIsThrownAwayAndItGoesOn() {
        List<Long> after = await(db.transaction(tx -> tx.execute(write("INSERT INTO t VALUES (1)"))
                .chain(() -> tx.maxRows(10).list(read("SELECT generate_series(1, 100000)::int8")))
                .onFailure(ResultTooLargeException.class).recoverWithItem(List.of())
                .chain(() -> tx.list(read("SELECT id FROM t")))));
        assertThat(after).containsExactly(1L);
        assertThat(test.number("SELECT count(*) FROM t")).isEqualTo(1);
    }

    @Test
    void aWriteIsToldToHaveHappened() {
        assertThatThrownBy(() -> await(db.maxRows(1).list(write("INSERT INTO t VALUES (1), (2) RETURNING id"))))
                .isInstanceOf(ResultTooLargeException.class).hasMessageContaining("What it has changed isn't undone");
        assertThat(test.number("SELECT count(*) FROM t")).isEqualTo(2);
    }

    @Test
    void aLargeWriteIsToldWhenItsOutcomeIsKnown() {
        assertThatThrownBy(
                () -> await(db.maxRows(1).list(write("INSERT INTO t SELECT generate_series(1, 100000) RETURNING id"))))
                .isInstanceOf(ResultTooLargeException.class);
        assertThat(test.number("SELECT count(*) FROM t")).isEqualTo(100_000);
    }

    @Test
    void aLimitIsOne() {
        assertThatThrownBy(() -> db.maxRows(-1)).hasMessage("STRATA-2211: maxRows(-1) is no limit of a result: it is at least "
                + "1, or 0 for none.");
        assertThat(await(db.maxBytes(0).maxRows(0).list(read("SELECT generate_series(1, 4)::int8")))).hasSize(4);
    }
}
