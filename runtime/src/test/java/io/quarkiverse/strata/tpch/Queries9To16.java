package io.quarkiverse.strata.tpch;

import static io.quarkiverse.strata.sql.Sql.*;
import static io.quarkiverse.strata.tpch.Revenue.*;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;

import io.quarkiverse.strata.sql.Condition;
import io.quarkiverse.strata.sql.Expression;
import io.quarkiverse.strata.sql.Row;
import io.quarkiverse.strata.sql.Select;

/** The builder's statements for queries 9 to 16. */
final class Queries9To16 {

    static final List<Select<?>> ALL = List.of(profit(), returners(), importantStock(), lateShipping(), ordersOfCustomers(),
            promotions(), topSupplier(), suppliersOfParts());

    private Queries9To16() {
    }

    private static Select<Row> profit() {
        Select<Row> sold = select(col("n_name").as("nation"), extract("year", col("o_orderdate")).as("order_year"),
                discounted().minus(col("ps_supplycost").times(col("l_quantity"))).as("amount"))
                .from("part")
                .join("lineitem").on(col("l_partkey").eq(col("p_partkey")))
                .join("supplier").on(col("s_suppkey").eq(col("l_suppkey")))
                .join("partsupp").on(row(col("ps_partkey"), col("ps_suppkey")).eq(row(col("l_partkey"), col("l_suppkey"))))
                .join("orders").on(col("o_orderkey").eq(col("l_orderkey")))
                .join("nation").on(col("n_nationkey").eq(col("s_nationkey")))
                .where(col("p_name").like("%green%"));
        return select(col("nation"), col("order_year"), sum(col("amount")).as("profit"))
                .from(sold.as("sold"))
                .groupBy("nation", "order_year")
                .orderBy(col("nation"), col("order_year").desc());
    }

    private static Select<Row> returners() {
        return select(col("c_custkey"), col("c_name"), sum(discounted()).as("revenue"), col("c_acctbal"), col("n_name"),
                col("c_address"), col("c_phone"), col("c_comment"))
                .from("customer")
                .join("orders").on(col("o_custkey").eq(col("c_custkey")))
                .join("lineitem").on(col("l_orderkey").eq(col("o_orderkey")))
                .join("nation").on(col("n_nationkey").eq(col("c_nationkey")))
                .where(within("o_orderdate", LocalDate.of(1993, 10, 1), Period.ofMonths(3)), col("l_returnflag").eq("R"))
                .groupBy("c_custkey", "c_name", "c_acctbal", "c_phone", "n_name", "c_address", "c_comment")
                .orderBy(alias("revenue").desc(), col("c_custkey"))
                .limit(20);
    }

    private static Select<Row> importantStock() {
        Expression<Number> value = sum(col("ps_supplycost").times(col("ps_availqty")));
        Select<Object> threshold = select(value.times(new BigDecimal("0.01"))).from("partsupp")
                .join("supplier").on(col("s_suppkey").eq(col("ps_suppkey")))
                .join("nation").on(col("n_nationkey").eq(col("s_nationkey")))
                .whereEq("n_name", "GERMANY");
        return select(col("ps_partkey"), value.as("stock_value"))
                .from("partsupp")
                .join("supplier").on(col("s_suppkey").eq(col("ps_suppkey")))
                .join("nation").on(col("n_nationkey").eq(col("s_nationkey")))
                .whereEq("n_name", "GERMANY")
                .groupBy("ps_partkey")
                .having(value.gt(threshold))
                .orderBy(alias("stock_value").desc(), col("ps_partkey"));
    }

    private static Select<Row> lateShipping() {
        Condition urgent = or(col("o_orderpriority").eq("1-URGENT"), col("o_orderpriority").eq("2-HIGH"));
        Condition other = and(col("o_orderpriority").ne("1-URGENT"), col("o_orderpriority").ne("2-HIGH"));
        return select(col("l_shipmode"), sum(caseWhen(urgent, 1).otherwise(0)).as("urgent"),
                sum(caseWhen(other, 1).otherwise(0)).as("others"))
                .from("orders")
                .join("lineitem").on(col("l_orderkey").eq(col("o_orderkey")))
                .where(col("l_shipmode").in(List.of("MAIL", "SHIP")), col("l_commitdate").lt(col("l_receiptdate")),
                        col("l_shipdate").lt(col("l_commitdate")),
                        within("l_receiptdate", LocalDate.of(1994, 1, 1), Period.ofYears(1)))
                .groupBy("l_shipmode")
                .orderBy("l_shipmode");
    }

    private static Select<Row> ordersOfCustomers() {
        Select<Row> counted = select(col("c_custkey"), count(col("o_orderkey")))
                .from("customer")
                .leftJoin("orders").on(col("o_custkey").eq(col("c_custkey")), col("o_comment").notLike("%special%requests%"))
                .groupBy("c_custkey");
        return select(col("orders"), count().as("customers"))
                .from(counted.as("counted").columns("custkey", "orders"))
                .groupBy("orders")
                .orderBy(alias("customers").desc(), col("orders").desc());
    }

    private static Select<Object> promotions() {
        Expression<Object> promoted = caseWhen(col("p_type").like("PROMO%"), discounted()).otherwise(0);
        return select(val(new BigDecimal("100.00")).times(sum(promoted)).dividedBy(sum(discounted())).as("promo_revenue"))
                .from("lineitem")
                .join("part").on(col("p_partkey").eq(col("l_partkey")))
                .where(within("l_shipdate", LocalDate.of(1995, 9, 1), Period.ofMonths(1)));
    }

    private static Select<Row> topSupplier() {
        Select<Row> revenue = select(col("l_suppkey").as("suppkey"), sum(discounted()).as("total"))
                .from("lineitem")
                .where(within("l_shipdate", LocalDate.of(1996, 1, 1), Period.ofMonths(3)))
                .groupBy("l_suppkey");
        return with("earned", revenue)
                .select(col("s_suppkey"), col("s_name"), col("s_address"), col("s_phone"), col("total"))
                .from("supplier")
                .join("earned").on(col("suppkey").eq(col("s_suppkey")))
                .where(col("total").eq(select(max(col("total"))).from("earned")))
                .orderBy("s_suppkey");
    }

    private static Select<Row> suppliersOfParts() {
        return select(col("p_brand"), col("p_type"), col("p_size"), countDistinct(col("ps_suppkey")).as("suppliers"))
                .from("partsupp")
                .join("part").on(col("p_partkey").eq(col("ps_partkey")))
                .where(col("p_brand").ne("Brand#45"), col("p_type").notLike("MEDIUM POLISHED%"))
                .whereIn("p_size", List.of(49, 14, 23, 45, 19, 3, 36, 9))
                .whereNotIn("ps_suppkey",
                        select(col("s_suppkey")).from("supplier").where(col("s_comment").like("%Customer%Complaints%")))
                .groupBy("p_brand", "p_type", "p_size")
                .orderBy(alias("suppliers").desc(), col("p_brand"), col("p_type"), col("p_size"));
    }
}
