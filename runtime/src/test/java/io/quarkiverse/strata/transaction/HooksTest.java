package io.quarkiverse.strata.transaction;

import static io.quarkiverse.strata.test.Plain.read;
import static io.quarkiverse.strata.test.Plain.write;
import static io.quarkiverse.strata.test.PostgresServer.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.strata.CommitUnknownException;
import io.quarkiverse.strata.Transaction;
import io.quarkiverse.strata.TransactionOptions;
import io.quarkiverse.strata.TransactionScopeLostException;
import io.quarkiverse.strata.execution.Listeners;
import io.quarkiverse.strata.test.FaultProxy;
import io.quarkiverse.strata.test.PostgresServer;
import io.quarkiverse.strata.test.TestDatabase;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;

/** The pool has one connection: a hook that runs statements finds it given back. */
class HooksTest extends OneConnection {

    private final List<String> ran = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void slowCommit() {
        test.sql("CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS "
                + "'BEGIN PERFORM pg_sleep(0.5); RETURN NULL; END'");
        test.sql("CREATE TABLE s (id int8)");
        test.sql("CREATE CONSTRAINT TRIGGER slow AFTER INSERT ON s DEFERRABLE INITIALLY DEFERRED "
                + "FOR EACH ROW EXECUTE FUNCTION slow()");
    }

    @BeforeEach
    void emptyTheOther() {
        test.sql("TRUNCATE s");
    }

    private void hooks(Transaction tx, String name) {
        tx.afterCommit(() -> ran.add("commit " + name));
        tx.afterRollback(() -> ran.add("rollback " + name));
    }

    private static <T> Uni<T> fail() {
        return Uni.createFrom().failure(new IllegalStateException("no"));
    }

    @Test
    void theyRunInOrderAfterTheCommitAndTheCallerWaits() {
        await(db.transaction(tx -> {
            tx.afterCommit(() -> db.single(read("SELECT count(*) FROM t")).invoke(rows -> ran.add("sees " + rows)));
            tx.afterCommit(() -> Uni.createFrom().voidItem().onItem().delayIt().by(java.time.Duration.ofMillis(100))
                    .invoke(() -> ran.add("later")));
            hooks(tx, "last");
            return tx.execute(write("INSERT INTO t VALUES (1)"));
        }));
        assertThat(ran).containsExactly("sees 1", "later", "commit last");
    }

    @Test
    void aTransactionWithoutStatementsHasThemToo() {
        await(db.transaction(tx -> Uni.createFrom().item(1).invoke(() -> hooks(tx, "empty"))));
        assertThat(ran).containsExactly("commit empty");
    }

    @Test
    void afterARollbackTheOthersRun() {
        assertThatThrownBy(() -> await(db.transaction(tx -> {
            hooks(tx, "a");
            hooks(tx, "b");
            return tx.execute(write("INSERT INTO t VALUES (1)")).chain(() -> fail());
        }))).hasMessage("no");
        await(db.transaction(tx -> tx.execute(write("INSERT INTO t VALUES (1)")).invoke(() -> hooks(tx, "only"))
                .invoke(tx::setRollbackOnly)));
        assertThat(ran).containsExactly("rollback a", "rollback b", "rollback only");
    }

    @Test
    void aFailingOneChangesNothing() {
        Integer rows = await(db.transaction(tx -> {
            tx.afterCommit(() -> {
                throw new IllegalStateException("thrown");
            });
            tx.afterCommit(() -> fail());
            hooks(tx, "c");
            return tx.execute(write("INSERT INTO t VALUES (1)"));
        }));
        assertThat(rows).isEqualTo(1);
        assertThat(ran).containsExactly("commit c");
    }

    @Test
    void ofASavepointThatIsRolledBackOnlyWhatUndoesIsLeft() {
        await(db.transaction(tx -> {
            hooks(tx, "tx");
            return tx.savepoint(sp -> sp.execute(write("INSERT INTO t VALUES (1)")).invoke(() -> hooks(sp, "undone"))
                    .chain(() -> fail())).onFailure().recoverWithNull()
                    .chain(() -> tx.savepoint(sp -> sp.execute(write("INSERT INTO t VALUES (2)"))
                            .invoke(() -> hooks(sp, "kept"))));
        }));
        assertThat(ran).containsExactly("commit tx", "rollback undone", "commit kept");
    }

    @Test
    void aJoinedPartsRunAtTheOuterEnd() {
        await(db.transaction(tx -> db.transaction(inner -> inner.execute(write("INSERT INTO t VALUES (1)"))
                .invoke(() -> hooks(inner, "joined"))).invoke(() -> assertThat(ran).isEmpty())));
        assertThat(ran).containsExactly("commit joined");
    }

    @Test
    void aCancelledOneRollsBackAndRunsThem() {
        Cancellable call = db.transaction(tx -> {
            hooks(tx, "cancelled");
            return tx.execute(write("INSERT INTO t VALUES (1)")).chain(() -> Uni.createFrom().nothing());
        }).subscribe().with(item -> {
        }, failure -> {
        });
        await().until(() -> test.number("SELECT count(*) FROM pg_stat_activity WHERE state = 'idle in transaction' "
                + "AND datname = current_database()") == 1);
        call.cancel();
        await().until(() -> ran.equals(List.of("rollback cancelled")));
    }

    @Test
    void cancelledInItsCommitTheyRunAfterIt() {
        Cancellable call = db.transaction(tx -> {
            hooks(tx, "detached");
            return tx.execute(write("INSERT INTO s VALUES (1)"));
        }).subscribe().with(item -> {
        }, failure -> {
        });
        await().until(() -> test.number("SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%COMMIT' AND state = 'active' "
                + "AND datname = current_database()") == 1);
        call.cancel();
        await().until(() -> ran.equals(List.of("commit detached")));
        assertThat(test.number("SELECT count(*) FROM s")).isEqualTo(1);
    }

    @Test
    void whereNobodyKnowsTheOutcomeNoneRuns() {
        try (FaultProxy proxy = new FaultProxy(PostgresServer.get().port());
                TestDatabase behind = new TestDatabase(1,
                        SessionSettings.of(PipelineBegin.READS).withOutcomeLimit(Duration.ZERO),
                        proxy.port(), Listeners.NONE, TransactionOptions.defaults())) {
            behind.sql(
                    "CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(1); RETURN NULL; END'");
            behind.sql("CREATE TABLE s (id int8)");
            behind.sql("CREATE CONSTRAINT TRIGGER slow AFTER INSERT ON s DEFERRABLE INITIALLY DEFERRED "
                    + "FOR EACH ROW EXECUTE FUNCTION slow()");
            AtomicReference<Throwable> failure = new AtomicReference<>();
            behind.db().transaction(tx -> {
                hooks(tx, "unknown");
                return tx.savepoint(sp -> sp.execute(write("INSERT INTO s VALUES (2)")).invoke(() -> hooks(sp, "undone"))
                        .chain(() -> fail())).onFailure(IllegalStateException.class).recoverWithNull()
                        .chain(() -> tx.execute(write("INSERT INTO s VALUES (1)")));
            }).subscribe().with(item -> {
            }, failure::set);
            await().until(() -> behind.number("SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%COMMIT' "
                    + "AND state = 'active' AND datname = current_database()") == 1);
            proxy.cut();
            await().until(() -> failure.get() instanceof CommitUnknownException);
            assertThat(ran).containsExactly("rollback undone");
        }
    }

    @Test
    void registeredAfterItsEndOneIsRefused() {
        AtomicReference<Transaction> kept = new AtomicReference<>();
        await(db.transaction(tx -> {
            kept.set(tx);
            return tx.execute(write("INSERT INTO t VALUES (1)"));
        }));
        assertThatThrownBy(() -> kept.get().afterCommit(() -> ran.add("late")))
                .isInstanceOf(TransactionScopeLostException.class).hasMessageStartingWith("STRATA-2401");
        assertThatThrownBy(() -> kept.get().setRollbackOnly()).isInstanceOf(TransactionScopeLostException.class);
    }
}
