-- who in Europe supplies brass parts of a size at the lowest cost there
SELECT sup.s_acctbal, sup.s_name, nat.n_name, p.p_partkey, p.p_mfgr, sup.s_address, sup.s_phone, sup.s_comment
FROM part p, supplier sup, partsupp ps, nation nat, region reg
WHERE ps.ps_partkey = p.p_partkey
  AND ps.ps_suppkey = sup.s_suppkey
  AND sup.s_nationkey = nat.n_nationkey
  AND nat.n_regionkey = reg.r_regionkey
  AND reg.r_name = 'EUROPE'
  AND p.p_size = 15
  AND p.p_type LIKE '%BRASS'
  AND ps.ps_supplycost = (
      SELECT min(other.ps_supplycost)
      FROM partsupp other
      JOIN supplier ON s_suppkey = other.ps_suppkey
      JOIN nation ON n_nationkey = s_nationkey
      JOIN region ON r_regionkey = n_regionkey
      WHERE r_name = 'EUROPE' AND other.ps_partkey = p.p_partkey)
ORDER BY sup.s_acctbal DESC, nat.n_name, sup.s_name, p.p_partkey
LIMIT 100
