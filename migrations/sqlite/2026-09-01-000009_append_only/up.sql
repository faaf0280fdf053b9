-- A log that can be edited proves nothing. Rows leave only by retention.

CREATE TRIGGER access_log_append_only BEFORE UPDATE ON access_log
BEGIN SELECT RAISE(ABORT, 'append-only: access_log'); END;

CREATE TRIGGER disclosures_append_only BEFORE UPDATE ON disclosures
BEGIN SELECT RAISE(ABORT, 'append-only: disclosures'); END;

CREATE TRIGGER transitions_append_only BEFORE UPDATE ON transitions
BEGIN SELECT RAISE(ABORT, 'append-only: transitions'); END;
