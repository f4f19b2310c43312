-- the stocks that matter in Germany
SELECT ps.ps_partkey, sum(ps.ps_supplycost * ps.ps_availqty) AS stock_value
FROM partsupp ps, supplier sup, nation nat
WHERE ps.ps_suppkey = sup.s_suppkey AND sup.s_nationkey = nat.n_nationkey AND nat.n_name = 'GERMANY'
GROUP BY ps.ps_partkey
HAVING sum(ps.ps_supplycost * ps.ps_availqty) > (
    SELECT sum(ps_supplycost * ps_availqty) * 0.01
    FROM partsupp
    JOIN supplier ON s_suppkey = ps_suppkey
    JOIN nation ON n_nationkey = s_nationkey
    WHERE n_name = 'GERMANY')
ORDER BY stock_value DESC, ps.ps_partkey
