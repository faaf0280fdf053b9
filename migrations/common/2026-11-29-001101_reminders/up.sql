-- What became of each reminder to a contact: one row for each occasion of a placement, so that none goes twice.
CREATE TABLE reminders (
    placement_id TEXT NOT NULL REFERENCES placements (id) ON DELETE CASCADE,
    contact_id TEXT NOT NULL REFERENCES contacts (id),
    occasion TEXT NOT NULL,
    outcome TEXT NOT NULL,
    at TIMESTAMP NOT NULL,
    PRIMARY KEY (placement_id, contact_id, occasion)
);
CREATE INDEX reminders_by_contact ON reminders (contact_id, at);

-- Contacts who want no reminders, of whatever placement.
CREATE TABLE reminder_stops (
    contact_id TEXT PRIMARY KEY NOT NULL REFERENCES contacts (id),
    at TIMESTAMP NOT NULL
);
