package io.quarkiverse.strata.tpch;

import static io.quarkiverse.strata.sql.Sql.*;
import static io.quarkiverse.strata.tpch.Revenue.*;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;

import io.quarkiverse.strata.sql.Expression;
import io.quarkiverse.strata.sql.Row;
import io.quarkiverse.strata.sql.Select;

/** The builder's statements for queries 1 to 8. */
final class Queries1To8 {

    static final List<Select<?>> ALL = List.of(priceSummary(), cheapestSuppliers(), unshippedOrders(), lateOrders(),
            revenueOfAsia(), smallDiscounts(), tradeOfTwoNations(), marketShare());

    private Queries1To8() {
    }

    private static Select<Row> priceSummary() {
        Expression<Object> charge = discounted().times(val(1).plus(col("l_tax")));
        return select(col("l_returnflag"), col("l_linestatus"),
                sum(col("l_quantity")).as("quantity"),
                sum(col("l_extendedprice")).as("base_price"),
                sum(discounted()).as("discounted"),
                sum(charge).as("charge"),
                avg(col("l_quantity")).as("avg_quantity"),
                avg(col("l_extendedprice")).as("avg_price"),
                avg(col("l_discount")).as("avg_discount"),
                count().as("line_count"))
                .from("lineitem")
                .where(col("l_shipdate").le(val(LocalDate.of(1998, 12, 1)).minus(cast(val("90 days"), "interval"))))
                .groupBy("l_returnflag", "l_linestatus")
                .orderBy("l_returnflag", "l_linestatus");
    }

    private static Select<Row> cheapestSuppliers() {
        Select<Object> lowestCost = select(min(col("other.ps_supplycost"))).from(table("partsupp").as("other"))
                .join("supplier").on(col("s_suppkey").eq(col("other.ps_suppkey")))
                .join("nation").on(col("n_nationkey").eq(col("s_nationkey")))
                .join("region").on(col("r_regionkey").eq(col("n_regionkey")))
                .where(col("r_name").eq("EUROPE"), col("other.ps_partkey").eq(col("p_partkey")));
        return select(col("s_acctbal"), col("s_name"), col("n_name"), col("p_partkey"), col("p_mfgr"), col("s_address"),
                col("s_phone"), col("s_comment"))
                .from("part")
                .join("partsupp").on(col("ps_partkey").eq(col("p_partkey")))
                .join("supplier").on(col("s_suppkey").eq(col("ps_suppkey")))
                .join("nation").on(col("n_nationkey").eq(col("s_nationkey")))
                .join("region").on(col("r_regionkey").eq(col("n_regionkey")))
                .where(col("r_name").eq("EUROPE"), col("p_size").eq(15), col("p_type").like("%BRASS"),
                        col("ps_supplycost").eq(lowestCost))
                .orderBy(col("s_acctbal").desc(), col("n_name"), col("s_name"), col("p_partkey"))
                .limit(100);
    }

    private static Select<Row> unshippedOrders() {
        LocalDate day = LocalDate.of(1995, 3, 15);
        return select(col("l_orderkey"), sum(discounted()).as("revenue"), col("o_orderdate"), col("o_shippriority"))
                .from("customer")
                .join("orders").on(col("o_custkey").eq(col("c_custkey")))
                .join("lineitem").on(col("l_orderkey").eq(col("o_orderkey")))
                .whereEq("c_mktsegment", "BUILDING")
                .where(col("o_orderdate").lt(day), col("l_shipdate").gt(day))
                .groupBy("l_orderkey", "o_orderdate", "o_shippriority")
                .orderBy(alias("revenue").desc(), col("o_orderdate"), col("l_orderkey"))
                .limit(10);
    }

    private static Select<Row> lateOrders() {
        return select(col("o_orderpriority"), count().as("orders"))
                .from("orders")
                .where(within("o_orderdate", LocalDate.of(1993, 7, 1), Period.ofMonths(3)))
                .whereExists(select().from("lineitem")
                        .where(col("l_orderkey").eq(col("o_orderkey")), col("l_commitdate").lt(col("l_receiptdate"))))
                .groupBy("o_orderpriority")
                .orderBy("o_orderpriority");
    }

    private static Select<Row> revenueOfAsia() {
        return select(col("n_name"), sum(discounted()).as("revenue"))
                .from("customer")
                .join("orders").on(col("o_custkey").eq(col("c_custkey")))
                .join("lineitem").on(col("l_orderkey").eq(col("o_orderkey")))
                .join("supplier").on(col("s_suppkey").eq(col("l_suppkey")), col("s_nationkey").eq(col("c_nationkey")))
                .join("nation").on(col("n_nationkey").eq(col("s_nationkey")))
                .join("region").on(col("r_regionkey").eq(col("n_regionkey")))
                .whereEq("r_name", "ASIA")
                .where(within("o_orderdate", LocalDate.of(1994, 1, 1), Period.ofYears(1)))
                .groupBy("n_name")
                .orderBy(alias("revenue").desc(), col("n_name"));
    }

    private static Select<Number> smallDiscounts() {
        BigDecimal discount = new BigDecimal("0.06");
        BigDecimal around = new BigDecimal("0.01");
        return select(sum(col("l_extendedprice").times(col("l_discount"))).as("revenue"))
                .from("lineitem")
                .where(within("l_shipdate", LocalDate.of(1994, 1, 1), Period.ofYears(1)),
                        col("l_discount").between(discount.subtract(around), discount.add(around)),
                        col("l_quantity").lt(24));
    }

    private static Select<Row> tradeOfTwoNations() {
        Select<Row> shipped = select(col("seller.n_name").as("from_nation"), col("buyer.n_name").as("to_nation"),
                extract("year", col("l_shipdate")).as("ship_year"), discounted().as("amount"))
                .from("supplier").from("lineitem").from("orders").from("customer")
                .from(table("nation").as("seller")).from(table("nation").as("buyer"))
                .where(col("s_suppkey").eq(col("l_suppkey")), col("o_orderkey").eq(col("l_orderkey")),
                        col("c_custkey").eq(col("o_custkey")), col("s_nationkey").eq(col("seller.n_nationkey")),
                        col("c_nationkey").eq(col("buyer.n_nationkey")))
                .where(or(and(col("seller.n_name").eq("FRANCE"), col("buyer.n_name").eq("GERMANY")),
                        and(col("seller.n_name").eq("GERMANY"), col("buyer.n_name").eq("FRANCE"))))
                .where(col("l_shipdate").between(LocalDate.of(1995, 1, 1), LocalDate.of(1996, 12, 31)));
        return select(col("from_nation"), col("to_nation"), col("ship_year"), sum(col("amount")).as("revenue"))
                .from(shipped.as("shipped"))
                .groupBy("from_nation", "to_nation", "ship_year")
                .orderBy("from_nation", "to_nation", "ship_year");
    }

    private static Select<Row> marketShare() {
        Select<Row> sold = select(extract("year", col("o_orderdate")).as("order_year"), discounted().as("amount"),
                col("seller.n_name").as("nation"))
                .from("part")
                .join("lineitem").on(col("l_partkey").eq(col("p_partkey")))
                .join("supplier").on(col("s_suppkey").eq(col("l_suppkey")))
                .join("orders").on(col("o_orderkey").eq(col("l_orderkey")))
                .join("customer").on(col("c_custkey").eq(col("o_custkey")))
                .join(table("nation").as("buyer")).on(col("buyer.n_nationkey").eq(col("c_nationkey")))
                .join("region").on(col("r_regionkey").eq(col("buyer.n_regionkey")))
                .join(table("nation").as("seller")).on(col("seller.n_nationkey").eq(col("s_nationkey")))
                .where(col("r_name").eq("AMERICA"), col("p_type").eq("ECONOMY ANODIZED STEEL"),
                        col("o_orderdate").between(LocalDate.of(1995, 1, 1), LocalDate.of(1996, 12, 31)));
        Expression<Object> ofBrazil = caseWhen(col("nation").eq("BRAZIL"), col("amount")).otherwise(0);
        return select(col("order_year"), sum(ofBrazil).dividedBy(sum(col("amount"))).as("share"))
                .from(sold.as("sold"))
                .groupBy("order_year")
                .orderBy("order_year");
    }
}
