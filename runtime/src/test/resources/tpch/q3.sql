-- the most valuable orders of a segment that weren't shipped on a day
SELECT li.l_orderkey, sum(li.l_extendedprice * (1 - li.l_discount)) AS revenue, o.o_orderdate, o.o_shippriority
FROM customer c, orders o, lineitem li
WHERE c.c_mktsegment = 'BUILDING'
  AND o.o_custkey = c.c_custkey
  AND li.l_orderkey = o.o_orderkey
  AND o.o_orderdate < date '1995-03-15'
  AND li.l_shipdate > date '1995-03-15'
GROUP BY li.l_orderkey, o.o_orderdate, o.o_shippriority
ORDER BY revenue DESC, o.o_orderdate, li.l_orderkey
LIMIT 10
