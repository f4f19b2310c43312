-- When a row was last changed, kept by a trigger.
CREATE FUNCTION last_updated() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.last_update = now();
    RETURN NEW;
END $$;

ALTER TABLE film ADD COLUMN last_update timestamptz NOT NULL DEFAULT now();
ALTER TABLE customer ADD COLUMN last_update timestamptz NOT NULL DEFAULT now();
ALTER TABLE rental ADD COLUMN last_update timestamptz NOT NULL DEFAULT now();

CREATE TRIGGER last_updated BEFORE UPDATE ON film FOR EACH ROW EXECUTE FUNCTION last_updated();
CREATE TRIGGER last_updated BEFORE UPDATE ON customer FOR EACH ROW EXECUTE FUNCTION last_updated();
CREATE TRIGGER last_updated BEFORE UPDATE ON rental FOR EACH ROW EXECUTE FUNCTION last_updated();
