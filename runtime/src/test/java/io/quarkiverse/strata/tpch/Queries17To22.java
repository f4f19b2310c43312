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

/** The builder's statements for queries 17 to 22. */
final class Queries17To22 {

    static final List<Select<?>> ALL = List.of(smallOrders(), largeOrders(), partsByAir(), overstocked(), waiting(),
            customersToWin());

    private Queries17To22() {
    }

    private static Select<Object> smallOrders() {
        Select<Object> fifth = select(val(new BigDecimal("0.2")).times(avg(col("other.l_quantity"))))
                .from(table("lineitem").as("other")).where(col("other.l_partkey").eq(col("p_partkey")));
        return select(sum(col("l_extendedprice")).dividedBy(new BigDecimal("7.0")).as("yearly"))
                .from("lineitem")
                .join("part").on(col("p_partkey").eq(col("l_partkey")))
                .where(col("p_brand").eq("Brand#23"), col("p_container").eq("MED BOX"), col("l_quantity").lt(fifth));
    }

    private static Select<Row> largeOrders() {
        return select(col("c_name"), col("c_custkey"), col("o_orderkey"), col("o_orderdate"), col("o_totalprice"),
                sum(col("l_quantity")))
                .from("customer")
                .join("orders").on(col("o_custkey").eq(col("c_custkey")))
                .join("lineitem").on(col("l_orderkey").eq(col("o_orderkey")))
                .whereIn("o_orderkey", select(col("l_orderkey")).from("lineitem").groupBy("l_orderkey")
                        .having(sum(col("l_quantity")).gt(300)))
                .groupBy("c_name", "c_custkey", "o_orderkey", "o_orderdate", "o_totalprice")
                .orderBy(col("o_totalprice").desc(), col("o_orderdate"), col("o_orderkey"))
                .limit(100);
    }

    private static Select<Number> partsByAir() {
        return select(sum(discounted()).as("revenue"))
                .from("lineitem")
                .join("part").on(col("p_partkey").eq(col("l_partkey")))
                .where(or(byAir("Brand#12", List.of("SM CASE", "SM BOX", "SM PACK", "SM PKG"), 1, 5),
                        byAir("Brand#23", List.of("MED BAG", "MED BOX", "MED PKG", "MED PACK"), 10, 10),
                        byAir("Brand#34", List.of("LG CASE", "LG BOX", "LG PACK", "LG PKG"), 20, 15)));
    }

    private static Condition byAir(String brand, List<String> containers, int quantity, int size) {
        return and(col("p_brand").eq(brand), col("p_container").in(containers), col("l_quantity").ge(quantity),
                col("l_quantity").le(quantity + 10), col("p_size").between(1, size),
                col("l_shipmode").in(List.of("AIR", "REG AIR")), col("l_shipinstruct").eq("DELIVER IN PERSON"));
    }

    private static Select<Row> overstocked() {
        Select<Object> halfOfTheSales = select(val(new BigDecimal("0.5")).times(sum(col("l_quantity"))))
                .from("lineitem")
                .where(col("l_partkey").eq(col("ps_partkey")), col("l_suppkey").eq(col("ps_suppkey")),
                        within("l_shipdate", LocalDate.of(1994, 1, 1), Period.ofYears(1)));
        Select<Object> suppliers = select(col("ps_suppkey")).from("partsupp")
                .whereIn("ps_partkey", select(col("p_partkey")).from("part").where(col("p_name").like("forest%")))
                .where(col("ps_availqty").gt(halfOfTheSales));
        return select(col("s_name"), col("s_address"))
                .from("supplier")
                .join("nation").on(col("n_nationkey").eq(col("s_nationkey")))
                .whereIn("s_suppkey", suppliers)
                .whereEq("n_name", "CANADA")
                .orderBy("s_name");
    }

    private static Select<Row> waiting() {
        Select<Row> ofOthers = select().from(table("lineitem").as("other"))
                .where(col("other.l_orderkey").eq(col("mine.l_orderkey")), col("other.l_suppkey").ne(col("mine.l_suppkey")));
        return select(col("s_name"), count().as("waiting"))
                .from("supplier")
                .join(table("lineitem").as("mine")).on(col("mine.l_suppkey").eq(col("s_suppkey")))
                .join("orders").on(col("o_orderkey").eq(col("mine.l_orderkey")))
                .join("nation").on(col("n_nationkey").eq(col("s_nationkey")))
                .where(col("o_orderstatus").eq("F"), col("n_name").eq("SAUDI ARABIA"),
                        col("mine.l_receiptdate").gt(col("mine.l_commitdate")))
                .whereExists(ofOthers)
                .whereNotExists(ofOthers.where(col("other.l_receiptdate").gt(col("other.l_commitdate"))))
                .groupBy("s_name")
                .orderBy(alias("waiting").desc(), col("s_name"))
                .limit(100);
    }

    private static Select<Row> customersToWin() {
        Expression<Object> country = function("substring", col("c_phone"), 1, 2);
        Condition chosen = country.in(List.of("13", "31", "23", "29", "30", "18", "17"));
        Select<Number> average = select(avg(col("c_acctbal"))).from("customer").where(col("c_acctbal").gt(0), chosen);
        Select<Row> found = select(country.as("country"), col("c_acctbal")).from("customer")
                .where(chosen, col("c_acctbal").gt(average))
                .whereNotExists(select().from("orders").where(col("o_custkey").eq(col("c_custkey"))));
        return select(col("country"), count().as("customers"), sum(col("c_acctbal")).as("balance"))
                .from(found.as("found"))
                .groupBy("country")
                .orderBy("country");
    }
}
