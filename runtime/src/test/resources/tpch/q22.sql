-- customers with money who never ordered, by the country of their phone
SELECT t.country, count(*) AS customers, sum(t.c_acctbal) AS balance
FROM (
    SELECT substring(c.c_phone FROM 1 FOR 2) AS country, c.c_acctbal
    FROM customer c
    WHERE substring(c.c_phone FROM 1 FOR 2) IN ('13', '31', '23', '29', '30', '18', '17')
      AND c.c_acctbal > (
          SELECT avg(c_acctbal)
          FROM customer
          WHERE c_acctbal > 0.00 AND substring(c_phone FROM 1 FOR 2) IN ('13', '31', '23', '29', '30', '18', '17'))
      AND NOT EXISTS (SELECT FROM orders o WHERE o.o_custkey = c.c_custkey)) t
GROUP BY t.country
ORDER BY t.country
