-- What was seen of a placement: which supports helped, which tasks were done, how much help new work took. What was told
-- is never written again.
CREATE TABLE observations (
    id TEXT PRIMARY KEY NOT NULL,
    placement_id TEXT NOT NULL REFERENCES placements (id) ON DELETE CASCADE,
    -- Who told it: a contact of the employer, or somebody of the provider in a role.
    contact_id TEXT REFERENCES contacts (id),
    user_id TEXT REFERENCES users (id),
    role TEXT,
    -- Sealed: what was told.
    doc TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL
);
CREATE INDEX observations_by_placement ON observations (placement_id, created_at, id);

-- What a person decided about something that a placement suggests. A decision is never written again.
CREATE TABLE lesson_decisions (
    id TEXT PRIMARY KEY NOT NULL,
    placement_id TEXT NOT NULL REFERENCES placements (id) ON DELETE CASCADE,
    -- Sealed: what was suggested, and whether it was accepted.
    doc TEXT NOT NULL,
    decided_by TEXT NOT NULL REFERENCES users (id),
    decided_at TIMESTAMP NOT NULL
);
CREATE INDEX lesson_decisions_by_placement ON lesson_decisions (placement_id, decided_at, id);
