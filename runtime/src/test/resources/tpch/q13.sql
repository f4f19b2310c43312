-- how many customers have how many orders
SELECT t.orders, count(*) AS customers
FROM (
    SELECT c.c_custkey, count(o.o_orderkey)
    FROM customer c
    LEFT JOIN orders o ON o.o_custkey = c.c_custkey AND o.o_comment NOT LIKE '%special%requests%'
    GROUP BY c.c_custkey) t (custkey, orders)
GROUP BY t.orders
ORDER BY customers DESC, t.orders DESC
