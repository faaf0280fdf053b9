-- When the provider rings whom about a placement: a contact of the employer, or somebody of the learner's side.
CREATE TABLE planned_calls (
    id TEXT PRIMARY KEY NOT NULL,
    placement_id TEXT NOT NULL REFERENCES placements (id) ON DELETE CASCADE,
    contact_id TEXT REFERENCES contacts (id),
    reader TEXT,
    at TIMESTAMP NOT NULL,
    made_by TEXT NOT NULL REFERENCES users (id),
    created_at TIMESTAMP NOT NULL,
    -- Since when it is called off.
    ended_at TIMESTAMP,
    CHECK ((contact_id IS NULL) <> (reader IS NULL))
);
CREATE INDEX planned_calls_by_placement ON planned_calls (placement_id, at, id);
CREATE INDEX planned_calls_by_time ON planned_calls (at, id);
