-- suppliers in Canada who have more of some parts than they sell
SELECT sup.s_name, sup.s_address
FROM supplier sup, nation nat
WHERE sup.s_suppkey IN (
      SELECT ps.ps_suppkey
      FROM partsupp ps
      WHERE ps.ps_partkey IN (SELECT p_partkey FROM part WHERE p_name LIKE 'forest%')
        AND ps.ps_availqty > (
            SELECT 0.5 * sum(li.l_quantity)
            FROM lineitem li
            WHERE li.l_partkey = ps.ps_partkey
              AND li.l_suppkey = ps.ps_suppkey
              AND li.l_shipdate >= date '1994-01-01'
              AND li.l_shipdate < date '1994-01-01' + interval '1 year'))
  AND sup.s_nationkey = nat.n_nationkey
  AND nat.n_name = 'CANADA'
ORDER BY sup.s_name
