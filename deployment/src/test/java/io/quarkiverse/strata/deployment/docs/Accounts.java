package io.quarkiverse.strata.deployment.docs;

import static io.quarkiverse.strata.sql.Sql.*;

import java.math.BigDecimal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkiverse.strata.CheckViolationException;
import io.quarkiverse.strata.Database;
import io.quarkiverse.strata.Queries;
import io.quarkiverse.strata.Retryable;
import io.smallrye.mutiny.Uni;

/** Transactions of all kinds. */
@ApplicationScoped
public class Accounts {

    @Inject
    Database db;

    // tag::transfer[]
    Uni<Void> transfer(long from, long to, BigDecimal amount) {
        return db.transaction(tx -> tx
                .execute(update(Account.class).set("balance", col("balance").minus(amount)).where(col("id").eq(from)))
                .chain(() -> tx.savepoint(sp -> audit(sp, from, to)) // may fail alone
                        .onFailure(CheckViolationException.class).recoverWithNull())
                .chain(() -> tx.execute(
                        update(Account.class).set("balance", col("balance").plus(amount)).where(col("id").eq(to))))
                .replaceWithVoid());
    }

    static Uni<Integer> audit(Queries db, long from, long to) {
        return db.execute(insertInto("audit").columns("from_id", "to_id").values(from, to));
    }
    // end::transfer[]

    // tag::join[]
    Uni<Void> transferTwice(long from, long to, BigDecimal amount) {
        return db.transaction(tx -> transfer(from, to, amount) // joins: one BEGIN, one COMMIT
                .chain(() -> transfer(from, to, amount)));
    }
    // end::join[]

    // tag::retry[]
    Uni<Void> transferAgain(long from, long to, BigDecimal amount) {
        return transfer(from, to, amount)
                .onFailure(failure -> failure instanceof Retryable).retry().atMost(3); // each time a new transaction
    }
    // end::retry[]

    // tag::outside[]
    Uni<BigDecimal> attempt(long from, long to, BigDecimal amount) {
        return db.transaction(tx -> audit(db.outsideTransaction(), from, to) // stays, whatever becomes of the transaction
                .chain(() -> transfer(from, to, amount))
                .chain(() -> tx.single(select(col(Account::balance)).from(Account.class).where(col("id").eq(from)))));
    }
    // end::outside[]

    // tag::connection[]
    Uni<Long> numbered(long from, long to) {
        return db.withConnection(connection -> audit(connection, from, to)
                .chain(() -> connection.single(sql("SELECT lastval()").as(Long.class)))); // of this very session
    }
    // end::connection[]
}
