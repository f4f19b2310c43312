-- suppliers who alone kept orders waiting
SELECT sup.s_name, count(*) AS waiting
FROM supplier sup, lineitem mine, orders o, nation nat
WHERE sup.s_suppkey = mine.l_suppkey
  AND o.o_orderkey = mine.l_orderkey
  AND o.o_orderstatus = 'F'
  AND mine.l_receiptdate > mine.l_commitdate
  AND EXISTS (SELECT FROM lineitem l WHERE l.l_orderkey = mine.l_orderkey AND l.l_suppkey <> mine.l_suppkey)
  AND NOT EXISTS (
      SELECT FROM lineitem l
      WHERE l.l_orderkey = mine.l_orderkey AND l.l_suppkey <> mine.l_suppkey AND l.l_receiptdate > l.l_commitdate)
  AND sup.s_nationkey = nat.n_nationkey
  AND nat.n_name = 'SAUDI ARABIA'
GROUP BY sup.s_name
ORDER BY waiting DESC, sup.s_name
LIMIT 100
