-- revenue of a year within the nations of Asia
SELECT nat.n_name, sum(li.l_extendedprice * (1 - li.l_discount)) AS revenue
FROM customer c, orders o, lineitem li, supplier sup, nation nat, region reg
WHERE o.o_custkey = c.c_custkey
  AND li.l_orderkey = o.o_orderkey
  AND sup.s_suppkey = li.l_suppkey
  AND sup.s_nationkey = c.c_nationkey
  AND nat.n_nationkey = sup.s_nationkey
  AND reg.r_regionkey = nat.n_regionkey
  AND reg.r_name = 'ASIA'
  AND o.o_orderdate >= date '1994-01-01'
  AND o.o_orderdate < date '1994-01-01' + interval '1 year'
GROUP BY nat.n_name
ORDER BY revenue DESC, nat.n_name
