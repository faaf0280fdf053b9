-- Work that outlives a request, replies that are given twice, and who looked at what.

CREATE TABLE jobs (
    id TEXT PRIMARY KEY NOT NULL,
    kind TEXT NOT NULL,
    -- What it is about: an identifier, never personal data.
    subject_id TEXT NOT NULL,
    -- At most one unfinished job has this text.
    dedup TEXT,
    state TEXT NOT NULL,
    due TIMESTAMP NOT NULL,
    leased_until TIMESTAMP,
    -- Claims so far: who made an earlier one may no longer write.
    attempts INTEGER NOT NULL,
    -- Attempts that failed by the job's own fault.
    failures INTEGER NOT NULL,
    -- A code that says how the last attempt failed.
    problem TEXT,
    created_at TIMESTAMP NOT NULL,
    done_at TIMESTAMP
);
CREATE INDEX jobs_unfinished ON jobs (due, id) WHERE state IN ('queued', 'held');
CREATE UNIQUE INDEX jobs_dedup ON jobs (dedup) WHERE state IN ('queued', 'held');
CREATE INDEX jobs_by_state ON jobs (state, created_at, id);

CREATE TABLE idempotency (
    caller_id TEXT NOT NULL,
    route TEXT NOT NULL,
    key TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    -- Sealed: status, headers and body.
    response TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    PRIMARY KEY (caller_id, route, key)
);
CREATE INDEX idempotency_by_age ON idempotency (created_at);

-- Rows are only added.
CREATE TABLE access_log (
    id TEXT PRIMARY KEY NOT NULL,
    at TIMESTAMP NOT NULL,
    actor_id TEXT NOT NULL,
    organisation_id TEXT NOT NULL,
    action TEXT NOT NULL,
    object_kind TEXT NOT NULL,
    object_id TEXT NOT NULL,
    purpose TEXT NOT NULL,
    -- Sealed.
    details TEXT
);
CREATE INDEX access_log_by_object ON access_log (object_kind, object_id, at, id);
CREATE INDEX access_log_by_age ON access_log (at);
