-- what small orders of a kind of part bring in a year
SELECT sum(li.l_extendedprice) / 7.0 AS yearly
FROM lineitem li, part p
WHERE p.p_partkey = li.l_partkey
  AND p.p_brand = 'Brand#23'
  AND p.p_container = 'MED BOX'
  AND li.l_quantity < (SELECT 0.2 * avg(other.l_quantity) FROM lineitem other WHERE other.l_partkey = p.p_partkey)
