-- profit on green parts, by nation and year
SELECT t.nation, t.order_year, sum(t.amount) AS profit
FROM (
    SELECT nat.n_name AS nation, extract(year FROM o.o_orderdate) AS order_year,
           li.l_extendedprice * (1 - li.l_discount) - ps.ps_supplycost * li.l_quantity AS amount
    FROM part p, supplier sup, lineitem li, partsupp ps, orders o, nation nat
    WHERE sup.s_suppkey = li.l_suppkey
      AND ps.ps_suppkey = li.l_suppkey
      AND ps.ps_partkey = li.l_partkey
      AND p.p_partkey = li.l_partkey
      AND o.o_orderkey = li.l_orderkey
      AND sup.s_nationkey = nat.n_nationkey
      AND p.p_name LIKE '%green%') t
GROUP BY t.nation, t.order_year
ORDER BY t.nation, t.order_year DESC
