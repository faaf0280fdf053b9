-- As in `document_formats`: nothing writes an older format over a newer one.

CREATE TRIGGER family_messages_format BEFORE UPDATE OF doc ON family_messages
FOR EACH ROW EXECUTE FUNCTION refuse_older_format('doc');
