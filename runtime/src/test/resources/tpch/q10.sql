-- customers who sent back the most of a quarter
SELECT c.c_custkey, c.c_name, sum(li.l_extendedprice * (1 - li.l_discount)) AS revenue, c.c_acctbal, nat.n_name,
       c.c_address, c.c_phone, c.c_comment
FROM customer c, orders o, lineitem li, nation nat
WHERE o.o_custkey = c.c_custkey
  AND li.l_orderkey = o.o_orderkey
  AND o.o_orderdate >= date '1993-10-01'
  AND o.o_orderdate < date '1993-10-01' + interval '3 months'
  AND li.l_returnflag = 'R'
  AND nat.n_nationkey = c.c_nationkey
GROUP BY c.c_custkey, c.c_name, c.c_acctbal, c.c_phone, nat.n_name, c.c_address, c.c_comment
ORDER BY revenue DESC, c.c_custkey
LIMIT 20
