package io.quarkiverse.strata.deployment.docs;

import static io.quarkiverse.strata.sql.Sql.*;

import java.math.BigDecimal;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkiverse.strata.AdvisoryLock;
import io.quarkiverse.strata.Database;
import io.quarkiverse.strata.sql.Query;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** Locks, snapshots and notifications. */
@ApplicationScoped
public class Ledger {

    private static final Query<BigDecimal> SUM = sql("SELECT sum(balance) FROM accounts").as(BigDecimal.class);
    private static final Query<Long> COUNT = sql("SELECT count(*) FROM accounts").as(Long.class);

    @Inject
    Database db;

    // tag::lock[]
    Uni<Integer> settle(long account) {
        return db.transaction(tx -> tx.lock(AdvisoryLock.named("settlement:" + account))
                .chain(() -> tx.execute(update(Account.class).set("balance", BigDecimal.ZERO).where(col("id").eq(account)))));
    }
    // end::lock[]

    // tag::withlock[]
    static final AdvisoryLock NIGHTLY = AdvisoryLock.named("nightly settlement");

    Uni<Boolean> settleAll() {
        return db.tryWithLock(NIGHTLY, () -> settle(1).chain(() -> settle(2))); // false: another instance is at it
    }
    // end::withlock[]

    // tag::snapshot[]
    Uni<BigDecimal> mean() {
        return db.snapshot(2, parts -> Uni.combine().all()
                .unis(parts.get(0).single(SUM), parts.get(1).single(COUNT))
                .with((sum, count) -> sum.divide(BigDecimal.valueOf(count))));
    }
    // end::snapshot[]

    // tag::listen[]
    Multi<List<Account>> balances() {
        return db.listen("balances") // its first item says that listening has begun
                .onItem().transformToUniAndConcatenate(told -> db.list(select(Account.class).orderBy(col("id"))));
    }

    Uni<Integer> pay(long account, BigDecimal amount) {
        return db.transaction(tx -> tx
                .execute(update(Account.class).set("balance", col("balance").plus(amount)).where(col("id").eq(account)))
                .call(() -> tx.notify("balances", null))); // heard when it is committed
    }
    // end::listen[]

    // tag::limit[]
    Uni<List<Account>> all() {
        return db.maxRows(10_000).list(select(Account.class));
    }
    // end::limit[]
}
