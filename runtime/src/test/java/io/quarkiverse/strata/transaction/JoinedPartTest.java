package io.quarkiverse.strata.transaction;

import static io.quarkiverse.strata.test.Plain.read;
import static io.quarkiverse.strata.test.Plain.write;
import static io.quarkiverse.strata.test.PostgresServer.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.quarkiverse.strata.TransactionRolledBackException;
import io.smallrye.mutiny.Uni;

/** A nested {@code db.transaction} beside other branches: only one that was cut off makes the whole roll back. */
class JoinedPartTest extends OneConnection {

    private static Uni<Integer> joined() {
        return db.transaction(inner -> inner.execute(write("INSERT INTO t VALUES (1)")));
    }

    @Test
    void theFirstOfSeveralIsKept() {
        await(db.transaction(tx -> Uni.join().first(joined(), Uni.createFrom().<Integer> nothing()).withItem()));
        assertThat(test.number("SELECT count(*) FROM t")).isEqualTo(1);
    }

    @Test
    void onesEndedWellIsKeptWhenASiblingFailsAndThatIsHandled() {
        await(db.transaction(tx -> Uni.join().all(joined(), tx.execute(read("SELECT 1"))
                .chain(() -> Uni.createFrom().<Integer> failure(new IllegalStateException("no business of the database"))))
                .andFailFast().onFailure().recoverWithItem(List.of())));
        assertThat(test.number("SELECT count(*) FROM t")).isEqualTo(1);
    }

    @Test
    void oneCutOffIsNot() {
        assertThatThrownBy(() -> await(db.transaction(tx -> joined()
                .chain(() -> db.transaction(inner -> inner.execute(write("INSERT INTO t VALUES (2)"))
                        .call(() -> Uni.createFrom().nothing()))
                        .ifNoItem().after(Duration.ofMillis(200)).recoverWithItem(0)))))
                .isInstanceOf(TransactionRolledBackException.class).hasMessageContaining("a joined part was cancelled");
        assertThat(test.number("SELECT count(*) FROM t")).isZero();
    }
}
