-- what was shipped until 90 days before the end, by flag and status
SELECT li.l_returnflag, li.l_linestatus,
       sum(li.l_quantity) AS quantity,
       sum(li.l_extendedprice) AS base_price,
       sum(li.l_extendedprice * (1 - li.l_discount)) AS discounted,
       sum(li.l_extendedprice * (1 - li.l_discount) * (1 + li.l_tax)) AS charge,
       avg(li.l_quantity) AS avg_quantity,
       avg(li.l_extendedprice) AS avg_price,
       avg(li.l_discount) AS avg_discount,
       count(*) AS line_count
FROM lineitem li
WHERE li.l_shipdate <= date '1998-12-01' - interval '90 days'
GROUP BY li.l_returnflag, li.l_linestatus
ORDER BY li.l_returnflag, li.l_linestatus
