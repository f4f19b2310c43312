package io.quarkiverse.strata.deployment;

import static io.quarkiverse.strata.sql.Sql.sql;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.strata.Database;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;

/** SmallRye Fault Tolerance subscribes a guarded method's Uni in a Mutiny context of its own. */
class FaultToleranceKeepsTheTransactionTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest().withApplicationRoot(jar -> jar.addClass(Ledger.class));

    @Inject
    Database db;

    @Inject
    Ledger ledger;

    @Test
    void aGuardedWriteBelongsToTheTransactionOfItsCaller() {
        db.execute(sql("CREATE TABLE entry (id int8)")).await().atMost(Duration.ofSeconds(20));
        db.transaction(tx -> ledger.write(1).chain(() -> ledger.retried(2))
                .chain(() -> Uni.createFrom().failure(new IllegalStateException("undo both"))))
                .onFailure(IllegalStateException.class).recoverWithNull().await().atMost(Duration.ofSeconds(20));
        assertThat(count()).isZero();
        db.transaction(tx -> ledger.write(1).chain(() -> ledger.retried(2))).await().atMost(Duration.ofSeconds(20));
        assertThat(count()).isEqualTo(2);
    }

    private long count() {
        return db.single(sql("SELECT count(*) FROM entry").as(Long.class)).await().atMost(Duration.ofSeconds(20));
    }

    @ApplicationScoped
    static class Ledger {

        private final AtomicInteger calls = new AtomicInteger();

        @Inject
        Database db;

        @Timeout(value = 10, unit = ChronoUnit.SECONDS)
        Uni<Integer> write(long id) {
            return db.execute(sql("INSERT INTO entry VALUES (:id)").bind("id", id));
        }

        /** Fails at its first attempt before it has written. */
        @Retry(maxRetries = 2, delay = 10)
        Uni<Integer> retried(long id) {
            return calls.incrementAndGet() % 2 == 1 ? Uni.createFrom().failure(new IllegalArgumentException("once"))
                    : db.execute(sql("INSERT INTO entry VALUES (:id)").bind("id", id));
        }
    }
}
