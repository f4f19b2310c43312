package io.quarkiverse.strata.migration;

import static io.quarkiverse.strata.test.PostgresServer.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.strata.MigrationException;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;

/** A migration whose lock goes away, noticed by its instance or not. */
class LostLockTest {

    private final Migrated db = new Migrated();
    private final SqlConnection locking = db.server.connect(db.database);
    private final SqlConnection working = db.server.connect(db.database);
    private MigrationLock lock;
    private MigrationSession session;

    @BeforeEach
    void takeTheLock() {
        db.migrate(Migrated.table("1", "a"));
        History history = new History("public", "strata_migrations");
        lock = await(MigrationLock.acquire(() -> Future.succeededFuture(locking), history.lockKey(), db.options));
        session = new MigrationSession(working, lock, history, db.options, new Failures("<default>"));
    }

    @AfterEach
    void nothingWasKept() {
        assertThat(db.tables()).containsExactly("a");
        assertThat(db.history()).containsExactly("1 1 true");
        locking.close();
        working.close();
    }

    private Future<Void> run(String sql) {
        KnownMigration migration = Migrated.file("db/migration/V2__step.sql", sql, null);
        return new TransactionalRun(session, new Move(migration.definition(), migration.up(), Move.Direction.UP, 2)).run();
    }

    /** The server has ended the session of the lock, and this instance hasn't heard of it. */
    private void loseSilently() {
        await(locking.query("SELECT pg_advisory_unlock_all()").execute());
    }

    @Test
    void whoKnowsItBeginsNothing() {
        db.rows("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND database = "
                + "(SELECT oid FROM pg_database WHERE datname = current_database())");
        Awaitility.await().atMost(Duration.ofSeconds(5)).until(lock::lost);
        assertThatThrownBy(() -> await(run("SELECT nextval('strata_migrations_position_seq')")))
                .isInstanceOf(MigrationException.class).hasMessageStartingWith("STRATA-3207: ");
        assertThat(db.rows("SELECT last_value FROM strata_migrations_position_seq")).containsExactly("1");
    }

    @Test
    void whatWasDoneIsNotKept() {
        loseSilently();
        assertThatThrownBy(() -> await(run("CREATE TABLE b (id int8)"))).isInstanceOf(MigrationException.class)
                .hasMessageStartingWith("STRATA-3207: ");
    }

    /** Another instance may have undone what the statement builds on. */
    @Test
    void aStatementThatFailsIsNotToBlame() {
        loseSilently();
        assertThatThrownBy(() -> await(run("ALTER TABLE gone ADD COLUMN x text"))).isInstanceOf(MigrationException.class)
                .hasMessageStartingWith("STRATA-3207: ");
    }

    @Test
    void withTheLockItIs() {
        assertThatThrownBy(() -> await(run("ALTER TABLE gone ADD COLUMN x text"))).isInstanceOf(MigrationException.class)
                .hasMessageStartingWith("STRATA-3210: ");
    }
}
