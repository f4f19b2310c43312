-- the part of a month's revenue that promotions brought
SELECT 100.00 * sum(CASE WHEN p.p_type LIKE 'PROMO%' THEN li.l_extendedprice * (1 - li.l_discount) ELSE 0 END)
       / sum(li.l_extendedprice * (1 - li.l_discount)) AS promo_revenue
FROM lineitem li, part p
WHERE li.l_partkey = p.p_partkey
  AND li.l_shipdate >= date '1995-09-01'
  AND li.l_shipdate < date '1995-09-01' + interval '1 month'
