-- As in `document_formats`: nothing writes an older format over a newer one.

CREATE TRIGGER imports_format BEFORE UPDATE OF doc ON imports
WHEN CAST(substr(OLD.doc, 2, 9) AS INTEGER) > CAST(substr(NEW.doc, 2, 9) AS INTEGER)
BEGIN SELECT RAISE(ABORT, 'newer-format: imports'); END;

CREATE TRIGGER import_columns_format BEFORE UPDATE OF doc ON import_columns
WHEN CAST(substr(OLD.doc, 2, 9) AS INTEGER) > CAST(substr(NEW.doc, 2, 9) AS INTEGER)
BEGIN SELECT RAISE(ABORT, 'newer-format: import_columns'); END;

CREATE TRIGGER learner_drafts_format BEFORE UPDATE OF said ON learner_drafts
WHEN CAST(substr(OLD.said, 2, 9) AS INTEGER) > CAST(substr(NEW.said, 2, 9) AS INTEGER)
BEGIN SELECT RAISE(ABORT, 'newer-format: learner_drafts'); END;
