-- the supplier with the highest revenue of a quarter
WITH earned (suppkey, total) AS (
    SELECT l_suppkey, sum(l_extendedprice * (1 - l_discount))
    FROM lineitem
    WHERE l_shipdate >= date '1996-01-01' AND l_shipdate < date '1996-01-01' + interval '3 months'
    GROUP BY l_suppkey)
SELECT sup.s_suppkey, sup.s_name, sup.s_address, sup.s_phone, e.total
FROM supplier sup, earned e
WHERE sup.s_suppkey = e.suppkey AND e.total = (SELECT max(total) FROM earned)
ORDER BY sup.s_suppkey
