-- A log that can be edited proves nothing. Rows leave only by retention.

CREATE FUNCTION refuse_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'append-only: %', TG_TABLE_NAME;
END
$$;

CREATE TRIGGER access_log_append_only BEFORE UPDATE ON access_log
FOR EACH ROW EXECUTE FUNCTION refuse_update();

CREATE TRIGGER disclosures_append_only BEFORE UPDATE ON disclosures
FOR EACH ROW EXECUTE FUNCTION refuse_update();

CREATE TRIGGER transitions_append_only BEFORE UPDATE ON transitions
FOR EACH ROW EXECUTE FUNCTION refuse_update();
