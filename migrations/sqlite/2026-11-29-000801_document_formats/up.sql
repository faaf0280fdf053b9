-- A document states its format, `v2.` in front of it; an unsealed one that states none is of the first. Nothing writes an
-- older format over a newer one: an older program, which knows less of the document, would lose the rest of it.

CREATE TRIGGER agreements_format BEFORE UPDATE OF doc ON agreements
WHEN CAST(substr(OLD.doc, 2, 9) AS INTEGER) > CAST(substr(NEW.doc, 2, 9) AS INTEGER)
BEGIN SELECT RAISE(ABORT, 'newer-format: agreements'); END;

CREATE TRIGGER briefings_format BEFORE UPDATE OF artefacts ON briefings
WHEN CAST(substr(OLD.artefacts, 2, 9) AS INTEGER) > CAST(substr(NEW.artefacts, 2, 9) AS INTEGER)
BEGIN SELECT RAISE(ABORT, 'newer-format: briefings'); END;

CREATE TRIGGER cohort_learners_format BEFORE UPDATE OF options, result ON cohort_learners
WHEN CAST(substr(OLD.options, 2, 9) AS INTEGER) > CAST(substr(NEW.options, 2, 9) AS INTEGER)
  OR CAST(substr(OLD.result, 2, 9) AS INTEGER) > CAST(substr(NEW.result, 2, 9) AS INTEGER)
BEGIN SELECT RAISE(ABORT, 'newer-format: cohort_learners'); END;

CREATE TRIGGER cohorts_format BEFORE UPDATE OF answer, inputs, request ON cohorts
WHEN CAST(substr(OLD.answer, 2, 9) AS INTEGER) > CAST(substr(NEW.answer, 2, 9) AS INTEGER)
  OR CAST(substr(OLD.inputs, 2, 9) AS INTEGER) > CAST(substr(NEW.inputs, 2, 9) AS INTEGER)
  OR CAST(substr(OLD.request, 2, 9) AS INTEGER) > CAST(substr(NEW.request, 2, 9) AS INTEGER)
BEGIN SELECT RAISE(ABORT, 'newer-format: cohorts'); END;

CREATE TRIGGER contacts_format BEFORE UPDATE OF details ON contacts
WHEN CAST(substr(OLD.details, 2, 9) AS INTEGER) > CAST(substr(NEW.details, 2, 9) AS INTEGER)
BEGIN SELECT RAISE(ABORT, 'newer-format: contacts'); END;

CREATE TRIGGER decisions_format BEFORE UPDATE OF note ON decisions
WHEN CAST(substr(OLD.note, 2, 9) AS INTEGER) > CAST(substr(NEW.note, 2, 9) AS INTEGER)
BEGIN SELECT RAISE(ABORT, 'newer-format: decisions'); END;

CREATE TRIGGER deliveries_format BEFORE UPDATE OF server_words ON deliveries
WHEN CAST(substr(OLD.server_words, 2, 9) AS INTEGER) > CAST(substr(NEW.server_words, 2, 9) AS INTEGER)
BEGIN SELECT RAISE(ABORT, 'newer-format: deliveries'); END;

CREATE TRIGGER idempotency_format BEFORE UPDATE OF response ON idempotency
WHEN CAST(substr(OLD.response, 2, 9) AS INTEGER) > CAST(substr(NEW.response, 2, 9) AS INTEGER)
BEGIN SELECT RAISE(ABORT, 'newer-format: idempotency'); END;

CREATE TRIGGER learners_format BEFORE UPDATE OF codes, home, identity, profile ON learners
WHEN CAST(substr(OLD.codes, 2, 9) AS INTEGER) > CAST(substr(NEW.codes, 2, 9) AS INTEGER)
  OR CAST(substr(OLD.home, 2, 9) AS INTEGER) > CAST(substr(NEW.home, 2, 9) AS INTEGER)
  OR CAST(substr(OLD.identity, 2, 9) AS INTEGER) > CAST(substr(NEW.identity, 2, 9) AS INTEGER)
  OR CAST(substr(OLD.profile, 2, 9) AS INTEGER) > CAST(substr(NEW.profile, 2, 9) AS INTEGER)
BEGIN SELECT RAISE(ABORT, 'newer-format: learners'); END;

CREATE TRIGGER letters_format BEFORE UPDATE OF artefacts, server_words ON letters
WHEN CAST(substr(OLD.artefacts, 2, 9) AS INTEGER) > CAST(substr(NEW.artefacts, 2, 9) AS INTEGER)
  OR CAST(substr(OLD.server_words, 2, 9) AS INTEGER) > CAST(substr(NEW.server_words, 2, 9) AS INTEGER)
BEGIN SELECT RAISE(ABORT, 'newer-format: letters'); END;

CREATE TRIGGER mailed_links_format BEFORE UPDATE OF person ON mailed_links
WHEN CAST(substr(OLD.person, 2, 9) AS INTEGER) > CAST(substr(NEW.person, 2, 9) AS INTEGER)
BEGIN SELECT RAISE(ABORT, 'newer-format: mailed_links'); END;

CREATE TRIGGER offers_format BEFORE UPDATE OF doc ON offers
WHEN CAST(substr(OLD.doc, 2, 9) AS INTEGER) > CAST(substr(NEW.doc, 2, 9) AS INTEGER)
BEGIN SELECT RAISE(ABORT, 'newer-format: offers'); END;

CREATE TRIGGER organisations_format BEFORE UPDATE OF doc ON organisations
WHEN CAST(substr(OLD.doc, 2, 9) AS INTEGER) > CAST(substr(NEW.doc, 2, 9) AS INTEGER)
BEGIN SELECT RAISE(ABORT, 'newer-format: organisations'); END;

CREATE TRIGGER placements_format BEFORE UPDATE OF doc ON placements
WHEN CAST(substr(OLD.doc, 2, 9) AS INTEGER) > CAST(substr(NEW.doc, 2, 9) AS INTEGER)
BEGIN SELECT RAISE(ABORT, 'newer-format: placements'); END;

CREATE TRIGGER programmes_format BEFORE UPDATE OF doc ON programmes
WHEN CAST(substr(OLD.doc, 2, 9) AS INTEGER) > CAST(substr(NEW.doc, 2, 9) AS INTEGER)
BEGIN SELECT RAISE(ABORT, 'newer-format: programmes'); END;

CREATE TRIGGER reports_format BEFORE UPDATE OF doc ON reports
WHEN CAST(substr(OLD.doc, 2, 9) AS INTEGER) > CAST(substr(NEW.doc, 2, 9) AS INTEGER)
BEGIN SELECT RAISE(ABORT, 'newer-format: reports'); END;

CREATE TRIGGER second_factors_format BEFORE UPDATE OF doc ON second_factors
WHEN CAST(substr(OLD.doc, 2, 9) AS INTEGER) > CAST(substr(NEW.doc, 2, 9) AS INTEGER)
BEGIN SELECT RAISE(ABORT, 'newer-format: second_factors'); END;

CREATE TRIGGER users_format BEFORE UPDATE OF identity ON users
WHEN CAST(substr(OLD.identity, 2, 9) AS INTEGER) > CAST(substr(NEW.identity, 2, 9) AS INTEGER)
BEGIN SELECT RAISE(ABORT, 'newer-format: users'); END;

CREATE TRIGGER webhooks_format BEFORE UPDATE OF doc, events ON webhooks
WHEN CAST(substr(OLD.doc, 2, 9) AS INTEGER) > CAST(substr(NEW.doc, 2, 9) AS INTEGER)
  OR CAST(substr(OLD.events, 2, 9) AS INTEGER) > CAST(substr(NEW.events, 2, 9) AS INTEGER)
BEGIN SELECT RAISE(ABORT, 'newer-format: webhooks'); END;
