-- Brazil's share of what America buys of a kind of parts, by year
SELECT t.order_year, sum(CASE WHEN t.nation = 'BRAZIL' THEN t.amount ELSE 0 END) / sum(t.amount) AS share
FROM (
    SELECT extract(year FROM o.o_orderdate) AS order_year, li.l_extendedprice * (1 - li.l_discount) AS amount,
           seller.n_name AS nation
    FROM part p, supplier sup, lineitem li, orders o, customer c, nation buyer, nation seller, region reg
    WHERE p.p_partkey = li.l_partkey
      AND sup.s_suppkey = li.l_suppkey
      AND li.l_orderkey = o.o_orderkey
      AND o.o_custkey = c.c_custkey
      AND c.c_nationkey = buyer.n_nationkey
      AND buyer.n_regionkey = reg.r_regionkey
      AND reg.r_name = 'AMERICA'
      AND sup.s_nationkey = seller.n_nationkey
      AND o.o_orderdate BETWEEN date '1995-01-01' AND date '1996-12-31'
      AND p.p_type = 'ECONOMY ANODIZED STEEL') t
GROUP BY t.order_year
ORDER BY t.order_year
