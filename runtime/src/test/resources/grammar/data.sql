-- Data that tells a wrong variant of a clause apart: nulls, ties, circles, an heir of t, values of every type.
UPDATE t SET d = timestamptz '2026-01-01 00:00Z' + a * interval '7 hours', r = int4range(a, a + 4),
    m = (ARRAY['sad', 'ok', 'happy'])[a % 3 + 1]::mood, arr = ARRAY[a, a + 1, a * 10];
UPDATE t SET j = '{"k": [5], "z": 1}' WHERE a % 4 = 1;
UPDATE t SET j = '{}' WHERE a % 4 = 2;
UPDATE t SET j = NULL, r = NULL WHERE a = 3;
UPDATE t SET p = NULL WHERE a IN (7, 8);
INSERT INTO t (a, b, c, d, p, j) VALUES (NULL, NULL, NULL, NULL, NULL, NULL), (2, 'B21', 2.5, '2026-01-02', 2, '{"k": [2, 3]}'),
    (5, 'a%', 5, '2026-01-03', 0, '{"k": {"x": 1}}');
CREATE TABLE t_heir () INHERITS (t);
INSERT INTO t_heir (id, a, b, p, j, arr) VALUES (500, 5, 'heir', 2, '{"k": [9]}', '{1,2}');
INSERT INTO u VALUES (21, NULL, NULL, 'w21'), (22, 22, 5, NULL);
INSERT INTO tree VALUES (4, 5, 'x'), (5, 4, 'y'), (6, 1, 'c');
ANALYZE t, u, tree;
