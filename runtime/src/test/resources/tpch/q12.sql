-- whether two ways of shipping make urgent orders late
SELECT li.l_shipmode,
       sum(CASE WHEN o.o_orderpriority = '1-URGENT' OR o.o_orderpriority = '2-HIGH' THEN 1 ELSE 0 END) AS urgent,
       sum(CASE WHEN o.o_orderpriority <> '1-URGENT' AND o.o_orderpriority <> '2-HIGH' THEN 1 ELSE 0 END) AS others
FROM orders o, lineitem li
WHERE o.o_orderkey = li.l_orderkey
  AND li.l_shipmode IN ('MAIL', 'SHIP')
  AND li.l_commitdate < li.l_receiptdate
  AND li.l_shipdate < li.l_commitdate
  AND li.l_receiptdate >= date '1994-01-01'
  AND li.l_receiptdate < date '1994-01-01' + interval '1 year'
GROUP BY li.l_shipmode
ORDER BY li.l_shipmode
