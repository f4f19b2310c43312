-- revenue of three kinds of parts that came by air
SELECT sum(li.l_extendedprice * (1 - li.l_discount)) AS revenue
FROM lineitem li
JOIN part p ON p.p_partkey = li.l_partkey
WHERE p.p_brand = 'Brand#12' AND p.p_container IN ('SM CASE', 'SM BOX', 'SM PACK', 'SM PKG')
      AND li.l_quantity >= 1 AND li.l_quantity <= 1 + 10 AND p.p_size BETWEEN 1 AND 5
      AND li.l_shipmode IN ('AIR', 'REG AIR') AND li.l_shipinstruct = 'DELIVER IN PERSON'
   OR p.p_brand = 'Brand#23' AND p.p_container IN ('MED BAG', 'MED BOX', 'MED PKG', 'MED PACK')
      AND li.l_quantity >= 10 AND li.l_quantity <= 10 + 10 AND p.p_size BETWEEN 1 AND 10
      AND li.l_shipmode IN ('AIR', 'REG AIR') AND li.l_shipinstruct = 'DELIVER IN PERSON'
   OR p.p_brand = 'Brand#34' AND p.p_container IN ('LG CASE', 'LG BOX', 'LG PACK', 'LG PKG')
      AND li.l_quantity >= 20 AND li.l_quantity <= 20 + 10 AND p.p_size BETWEEN 1 AND 15
      AND li.l_shipmode IN ('AIR', 'REG AIR') AND li.l_shipinstruct = 'DELIVER IN PERSON'
