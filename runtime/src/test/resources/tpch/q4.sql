-- orders of a quarter that a line of came too late, by priority
SELECT o.o_orderpriority, count(*) AS orders
FROM orders o
WHERE o.o_orderdate >= date '1993-07-01'
  AND o.o_orderdate < date '1993-07-01' + interval '3 months'
  AND EXISTS (SELECT FROM lineitem li WHERE li.l_orderkey = o.o_orderkey AND li.l_commitdate < li.l_receiptdate)
GROUP BY o.o_orderpriority
ORDER BY o.o_orderpriority
