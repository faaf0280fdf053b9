-- Learners: everything about them is sealed, in four documents.

CREATE TABLE learners (
    id TEXT PRIMARY KEY NOT NULL,
    provider_id TEXT NOT NULL REFERENCES organisations (id),
    state TEXT NOT NULL,
    -- Blind index of the provider's own number for the learner.
    external_index TEXT,
    -- Sealed: names, date of birth, whom to ring.
    identity TEXT NOT NULL,
    -- Sealed: the vocational profile.
    profile TEXT NOT NULL,
    -- Sealed: home, and how the learner travels.
    home TEXT NOT NULL,
    -- Sealed: codes for the provider's own returns.
    codes TEXT,
    version BIGINT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    UNIQUE (provider_id, external_index)
);
CREATE INDEX learners_by_provider ON learners (provider_id, created_at, id);
