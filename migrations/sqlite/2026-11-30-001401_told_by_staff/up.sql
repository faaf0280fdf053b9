-- A day is ticked by a contact of the employer, or by somebody of the provider in a role.
CREATE TABLE reports_rebuilt (
    id TEXT PRIMARY KEY NOT NULL,
    placement_id TEXT NOT NULL REFERENCES placements (id) ON DELETE CASCADE,
    contact_id TEXT REFERENCES contacts (id),
    kind TEXT NOT NULL,
    -- The day that it is about, of a tick.
    date DATE,
    -- Since when somebody must look at it.
    alert_at TIMESTAMP,
    -- Sealed: what was told.
    doc TEXT NOT NULL,
    version BIGINT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    -- Who has seen it, and when; a change makes it unseen again.
    seen_by TEXT,
    seen_at TIMESTAMP,
    user_id TEXT REFERENCES users (id),
    role TEXT
);
INSERT INTO reports_rebuilt (id, placement_id, contact_id, kind, date, alert_at, doc, version, created_at, updated_at, seen_by,
    seen_at)
SELECT id, placement_id, contact_id, kind, date, alert_at, doc, version, created_at, updated_at, seen_by, seen_at
FROM reports;
DROP TABLE reports;
ALTER TABLE reports_rebuilt RENAME TO reports;
CREATE INDEX reports_by_placement ON reports (placement_id, created_at, id);
CREATE INDEX reports_by_alert ON reports (alert_at, seen_at);
CREATE TRIGGER reports_format BEFORE UPDATE OF doc ON reports
WHEN CAST(substr(OLD.doc, 2, 9) AS INTEGER) > CAST(substr(NEW.doc, 2, 9) AS INTEGER)
BEGIN SELECT RAISE(ABORT, 'newer-format: reports'); END;
