DROP TRIGGER last_updated ON rental;
DROP TRIGGER last_updated ON customer;
DROP TRIGGER last_updated ON film;

ALTER TABLE rental DROP COLUMN last_update;
ALTER TABLE customer DROP COLUMN last_update;
ALTER TABLE film DROP COLUMN last_update;

DROP FUNCTION last_updated();
