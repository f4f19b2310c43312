-- what two nations ship to each other, by year
SELECT t.from_nation, t.to_nation, t.ship_year, sum(t.amount) AS revenue
FROM (
    SELECT seller.n_name AS from_nation, buyer.n_name AS to_nation, extract(year FROM li.l_shipdate) AS ship_year,
           li.l_extendedprice * (1 - li.l_discount) AS amount
    FROM supplier sup, lineitem li, orders o, customer c, nation seller, nation buyer
    WHERE sup.s_suppkey = li.l_suppkey
      AND o.o_orderkey = li.l_orderkey
      AND c.c_custkey = o.o_custkey
      AND sup.s_nationkey = seller.n_nationkey
      AND c.c_nationkey = buyer.n_nationkey
      AND (seller.n_name = 'FRANCE' AND buyer.n_name = 'GERMANY' OR seller.n_name = 'GERMANY' AND buyer.n_name = 'FRANCE')
      AND li.l_shipdate BETWEEN date '1995-01-01' AND date '1996-12-31') t
GROUP BY t.from_nation, t.to_nation, t.ship_year
ORDER BY t.from_nation, t.to_nation, t.ship_year
