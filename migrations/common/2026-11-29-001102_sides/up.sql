-- Links by which the learner or somebody of the family opens their page of one placement, without an account.
CREATE TABLE side_links (
    id TEXT PRIMARY KEY NOT NULL,
    placement_id TEXT NOT NULL REFERENCES placements (id) ON DELETE CASCADE,
    -- Who: the learner, or somebody of the family by a keyed digest.
    reader TEXT NOT NULL,
    -- SHA-256 of the code in the link.
    token_hash TEXT NOT NULL UNIQUE,
    -- Who of the provider had it sent.
    made_by TEXT NOT NULL REFERENCES users (id),
    created_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    -- Since when it is good no longer, before its time, and a code that says why.
    ended_at TIMESTAMP,
    ended_because TEXT
);
CREATE INDEX side_links_by_placement ON side_links (placement_id, created_at, id);

-- What the learner or the family tells of a placement. What was told is never written again.
CREATE TABLE side_reports (
    id TEXT PRIMARY KEY NOT NULL,
    placement_id TEXT NOT NULL REFERENCES placements (id) ON DELETE CASCADE,
    reader TEXT NOT NULL,
    kind TEXT NOT NULL,
    -- The day that it is about, of an absence.
    date DATE,
    -- Sealed: what was told.
    doc TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    -- Who has seen it, and when.
    seen_by TEXT,
    seen_at TIMESTAMP
);
CREATE INDEX side_reports_by_placement ON side_reports (placement_id, created_at, id);
CREATE INDEX side_reports_unseen ON side_reports (seen_at, created_at);
