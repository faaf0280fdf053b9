-- Links by which an employer's contact opens the page of one placement, without an account.
CREATE TABLE placement_links (
    id TEXT PRIMARY KEY NOT NULL,
    placement_id TEXT NOT NULL REFERENCES placements (id) ON DELETE CASCADE,
    contact_id TEXT NOT NULL REFERENCES contacts (id),
    -- SHA-256 of the code in the link.
    token_hash TEXT NOT NULL UNIQUE,
    created_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    -- Since when it is good no longer, before its time, and a code that says why.
    ended_at TIMESTAMP,
    ended_because TEXT
);
CREATE INDEX placement_links_by_placement ON placement_links (placement_id, created_at, id);
CREATE INDEX placement_links_by_expiry ON placement_links (expires_at);

-- What an employer tells of a placement: a day's tick, a worry, a hazard, feedback, that the pack was read.
CREATE TABLE reports (
    id TEXT PRIMARY KEY NOT NULL,
    placement_id TEXT NOT NULL REFERENCES placements (id) ON DELETE CASCADE,
    contact_id TEXT NOT NULL REFERENCES contacts (id),
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
    seen_at TIMESTAMP
);
CREATE INDEX reports_by_placement ON reports (placement_id, created_at, id);
CREATE INDEX reports_by_alert ON reports (alert_at, seen_at);

-- The contact who took a step by a link.
ALTER TABLE transitions ADD COLUMN contact_id TEXT;
