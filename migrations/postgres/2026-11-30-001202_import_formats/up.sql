-- As in `document_formats`: nothing writes an older format over a newer one.

CREATE TRIGGER imports_format BEFORE UPDATE OF doc ON imports
FOR EACH ROW EXECUTE FUNCTION refuse_older_format('doc');

CREATE TRIGGER import_columns_format BEFORE UPDATE OF doc ON import_columns
FOR EACH ROW EXECUTE FUNCTION refuse_older_format('doc');

CREATE TRIGGER learner_drafts_format BEFORE UPDATE OF said ON learner_drafts
FOR EACH ROW EXECUTE FUNCTION refuse_older_format('said');
