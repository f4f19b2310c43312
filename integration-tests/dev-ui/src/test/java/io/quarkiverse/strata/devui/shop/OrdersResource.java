package io.quarkiverse.strata.devui.shop;

import static io.quarkiverse.strata.sql.Sql.sql;

import java.util.List;
import java.util.stream.Stream;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;

import io.quarkiverse.strata.Database;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** Calls that give the database something to do. */
@Path("/orders")
public class OrdersResource {

    private static final int ABREAST = 4;

    @Inject
    Database db;

    /** Short reads, a few at a time: one of two from replicas, where there are some. */
    @GET
    @Path("/newest")
    public Uni<Integer> newest(@QueryParam("times") int times) {
        Uni<List<Long>> read = db.onReplica().tagged("newest-orders")
                .list(sql("SELECT id FROM orders ORDER BY created_at DESC, id LIMIT 20").as(Long.class));
        Uni<Long> paid = db.tagged("paid-orders")
                .single(sql("SELECT count(*) FROM orders WHERE customer_id = :customer AND status = 'PAID'")
                        .bind("customer", 1L).as(Long.class));
        return Multi.createFrom().range(0, times).onItem().transformToUni(time -> read.chain(() -> paid)).merge(ABREAST)
                .collect().asList().map(List::size);
    }

    /** Reads a whole table. */
    @GET
    @Path("/sold")
    public Uni<Long> sold(@QueryParam("article") String article) {
        return db.single(sql("SELECT coalesce(sum(quantity), 0)::bigint FROM order_lines WHERE article = :article")
                .bind("article", article).as(Long.class));
    }

    /** Breaks a constraint. */
    @GET
    @Path("/twice")
    public Uni<String> twice() {
        return db.transaction(tx -> tx.execute(sql("INSERT INTO customers (id, email, name) OVERRIDING SYSTEM VALUE"
                + " SELECT id, email, name FROM customers LIMIT 1"))).map(rows -> "no failure")
                .onFailure().recoverWithItem(failure -> failure.getClass().getSimpleName());
    }

    /** What a browser could take for something else than text. */
    @GET
    @Path("/markup")
    public Uni<String> markup() {
        return db.single(sql("SELECT '<img src=x onerror=\"window.broken = 1\">'").as(String.class));
    }

    /** Holds connections, each for some seconds. */
    @GET
    @Path("/hold")
    public Uni<Integer> hold(@QueryParam("connections") int connections, @QueryParam("seconds") int seconds) {
        return Uni.join()
                .all(Stream.generate(() -> db.execute(sql("SELECT pg_sleep(:seconds)").bind("seconds", (double) seconds)))
                        .limit(connections).toList())
                .andFailFast().map(List::size);
    }
}
