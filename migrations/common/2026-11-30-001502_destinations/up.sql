-- Where learners are three, six and twelve months after a placement. What was found out is never written again; the newest
-- counts.
CREATE TABLE destinations (
    id TEXT PRIMARY KEY NOT NULL,
    placement_id TEXT NOT NULL REFERENCES placements (id) ON DELETE CASCADE,
    -- How many months after the last day.
    after TEXT NOT NULL,
    -- Sealed: where, and who said so.
    doc TEXT NOT NULL,
    made_by TEXT NOT NULL REFERENCES users (id),
    created_at TIMESTAMP NOT NULL
);
CREATE INDEX destinations_by_placement ON destinations (placement_id, created_at, id);
