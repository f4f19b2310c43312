package io.quarkiverse.strata.rental.store;

import static io.quarkiverse.strata.sql.Sql.all;
import static io.quarkiverse.strata.sql.Sql.col;
import static io.quarkiverse.strata.sql.Sql.count;
import static io.quarkiverse.strata.sql.Sql.partitionBy;
import static io.quarkiverse.strata.sql.Sql.rank;
import static io.quarkiverse.strata.sql.Sql.select;
import static io.quarkiverse.strata.sql.Sql.sum;
import static io.quarkiverse.strata.sql.Sql.with;

import java.time.Duration;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkiverse.strata.Database;
import io.quarkiverse.strata.rental.customer.Customer;
import io.quarkiverse.strata.rental.desk.Payment;
import io.quarkiverse.strata.rental.desk.Rental;
import io.quarkiverse.strata.rental.web.Refusal;
import io.quarkiverse.strata.sql.Row;
import io.quarkiverse.strata.sql.Select;
import io.smallrye.mutiny.Uni;

/** What the service knows of stores. */
@ApplicationScoped
public class Stores {

    private final Database db;

    Stores(Database db) {
        this.db = db;
    }

    /**
     * Those who have the first ranks, a few more when several share the last one; 404 when there is no such store. Looking
     * through all payments takes a while, so the list is kept until somebody pays.
     */
    // tag::cached[]
    public Uni<List<TopCustomer>> topCustomers(long storeId, int ranks) {
        return db.find(Store.class, storeId)
                .onItem().ifNull().failWith(() -> Refusal.unknown("store", storeId))
                .chain(() -> db.cacheFor(Duration.ofMinutes(10)).list(top(storeId, ranks)));
    }
    // end::cached[]

    // tag::window[]
    static Select<TopCustomer> top(long storeId, int ranks) {
        Select<Row> spent = select(col("store_id"), col(Payment::customerId), count().as("payments"),
                sum(col(Payment::amount)).as("total"))
                .from(Payment.class)
                .join(Rental.class).using("rental_id")
                .join("inventory").using("inventory_id")
                .groupBy(col("store_id"), col(Payment::customerId));
        Select<Row> ranked = select(all("spent"),
                rank().over(partitionBy("store_id").orderBy(col("total").desc())).as("rank"))
                .from("spent");
        return with("spent", spent).with("ranked", ranked)
                .select(TopCustomer.class).from("ranked").join(Customer.class).using("customer_id")
                .where(col("ranked.store_id").eq(storeId), col("rank").le(ranks))
                .orderBy("rank", "customer_id");
    }
    // end::window[]
}
