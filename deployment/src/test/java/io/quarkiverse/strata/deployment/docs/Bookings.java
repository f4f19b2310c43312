package io.quarkiverse.strata.deployment.docs;

import static io.quarkiverse.strata.sql.Sql.*;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkiverse.strata.Database;
import io.quarkiverse.strata.IsolationLevel;
import io.quarkiverse.strata.TransactionOptions;
import io.quarkiverse.strata.Transactional;
import io.smallrye.mutiny.Uni;

/** Options of transactions, hooks, and the annotation. */
@ApplicationScoped
public class Bookings {

    private final List<String> told = new CopyOnWriteArrayList<>();

    @Inject
    Database db;

    // tag::options[]
    static final TransactionOptions TRANSFER = TransactionOptions.serializable().withRetries(3)
            .withTimeout(Duration.ofSeconds(5)).withLockTimeout(Duration.ofSeconds(1)).withName("transfer");

    Uni<Integer> transfer(long from, long to, BigDecimal amount) {
        return db.transaction(TRANSFER, tx -> tx
                .execute(update(Account.class).set("balance", col("balance").minus(amount)).where(col("id").eq(from)))
                .chain(() -> tx.execute(
                        update(Account.class).set("balance", col("balance").plus(amount)).where(col("id").eq(to)))));
    }
    // end::options[]

    // tag::hooks[]
    Uni<Integer> book(long account, BigDecimal amount) {
        return db.transaction(tx -> {
            tx.afterCommit(() -> tell("booked")); // a Uni, or a Runnable
            tx.afterRollback(() -> tell("not booked"));
            return tx.execute(
                    update(Account.class).set("balance", col("balance").minus(amount)).where(col("id").eq(account)));
        });
    }
    // end::hooks[]

    List<String> told() {
        return told;
    }

    private Uni<Void> tell(String what) {
        told.add(what);
        return Uni.createFrom().voidItem();
    }

    // tag::annotation[]
    @Transactional(isolation = IsolationLevel.REPEATABLE_READ, timeout = "5s", retries = 2)
    Uni<Integer> close(long account) {
        return db.execute(update(Account.class).set("balance", BigDecimal.ZERO).where(col("id").eq(account)));
    }
    // end::annotation[]

    // tag::timeout[]
    Uni<BigDecimal> sum() {
        return db.timeout(Duration.ofMillis(500)).single(sql("SELECT sum(balance) FROM accounts").as(BigDecimal.class));
    }
    // end::timeout[]
}
