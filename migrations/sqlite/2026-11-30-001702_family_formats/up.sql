-- As in `document_formats`: nothing writes an older format over a newer one.

CREATE TRIGGER family_messages_format BEFORE UPDATE OF doc ON family_messages
WHEN CAST(substr(OLD.doc, 2, 9) AS INTEGER) > CAST(substr(NEW.doc, 2, 9) AS INTEGER)
BEGIN SELECT RAISE(ABORT, 'newer-format: family_messages'); END;
