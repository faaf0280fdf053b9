-- A document states its format, `v2.` in front of it; an unsealed one that states none is of the first. Nothing writes an
-- older format over a newer one: an older program, which knows less of the document, would lose the rest of it.

CREATE FUNCTION format_of(document TEXT) RETURNS INTEGER LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT coalesce(substring(document FROM '^v([0-9]+)[.]')::INTEGER, 1)
$$;

CREATE FUNCTION refuse_older_format() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    name TEXT;
BEGIN
    FOREACH name IN ARRAY TG_ARGV LOOP
        IF format_of(to_jsonb(OLD) ->> name) > format_of(to_jsonb(NEW) ->> name) THEN
            RAISE EXCEPTION 'newer-format: %', TG_TABLE_NAME;
        END IF;
    END LOOP;
    RETURN NEW;
END
$$;

CREATE TRIGGER agreements_format BEFORE UPDATE OF doc ON agreements
FOR EACH ROW EXECUTE FUNCTION refuse_older_format('doc');

CREATE TRIGGER briefings_format BEFORE UPDATE OF artefacts ON briefings
FOR EACH ROW EXECUTE FUNCTION refuse_older_format('artefacts');

CREATE TRIGGER cohort_learners_format BEFORE UPDATE OF options, result ON cohort_learners
FOR EACH ROW EXECUTE FUNCTION refuse_older_format('options', 'result');

CREATE TRIGGER cohorts_format BEFORE UPDATE OF answer, inputs, request ON cohorts
FOR EACH ROW EXECUTE FUNCTION refuse_older_format('answer', 'inputs', 'request');

CREATE TRIGGER contacts_format BEFORE UPDATE OF details ON contacts
FOR EACH ROW EXECUTE FUNCTION refuse_older_format('details');

CREATE TRIGGER decisions_format BEFORE UPDATE OF note ON decisions
FOR EACH ROW EXECUTE FUNCTION refuse_older_format('note');

CREATE TRIGGER deliveries_format BEFORE UPDATE OF server_words ON deliveries
FOR EACH ROW EXECUTE FUNCTION refuse_older_format('server_words');

CREATE TRIGGER idempotency_format BEFORE UPDATE OF response ON idempotency
FOR EACH ROW EXECUTE FUNCTION refuse_older_format('response');

CREATE TRIGGER learners_format BEFORE UPDATE OF codes, home, identity, profile ON learners
FOR EACH ROW EXECUTE FUNCTION refuse_older_format('codes', 'home', 'identity', 'profile');

CREATE TRIGGER letters_format BEFORE UPDATE OF artefacts, server_words ON letters
FOR EACH ROW EXECUTE FUNCTION refuse_older_format('artefacts', 'server_words');

CREATE TRIGGER mailed_links_format BEFORE UPDATE OF person ON mailed_links
FOR EACH ROW EXECUTE FUNCTION refuse_older_format('person');

CREATE TRIGGER offers_format BEFORE UPDATE OF doc ON offers
FOR EACH ROW EXECUTE FUNCTION refuse_older_format('doc');

CREATE TRIGGER organisations_format BEFORE UPDATE OF doc ON organisations
FOR EACH ROW EXECUTE FUNCTION refuse_older_format('doc');

CREATE TRIGGER placements_format BEFORE UPDATE OF doc ON placements
FOR EACH ROW EXECUTE FUNCTION refuse_older_format('doc');

CREATE TRIGGER programmes_format BEFORE UPDATE OF doc ON programmes
FOR EACH ROW EXECUTE FUNCTION refuse_older_format('doc');

CREATE TRIGGER reports_format BEFORE UPDATE OF doc ON reports
FOR EACH ROW EXECUTE FUNCTION refuse_older_format('doc');

CREATE TRIGGER second_factors_format BEFORE UPDATE OF doc ON second_factors
FOR EACH ROW EXECUTE FUNCTION refuse_older_format('doc');

CREATE TRIGGER users_format BEFORE UPDATE OF identity ON users
FOR EACH ROW EXECUTE FUNCTION refuse_older_format('identity');

CREATE TRIGGER webhooks_format BEFORE UPDATE OF doc, events ON webhooks
FOR EACH ROW EXECUTE FUNCTION refuse_older_format('doc', 'events');
