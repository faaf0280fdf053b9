-- The packs, their sendings, and the receipts of what was disclosed.

CREATE TABLE briefings (
    id TEXT PRIMARY KEY NOT NULL,
    placement_id TEXT NOT NULL REFERENCES placements (id) ON DELETE CASCADE,
    edition TEXT NOT NULL,
    number INTEGER NOT NULL,
    state TEXT NOT NULL,
    hash TEXT NOT NULL,
    programme_version BIGINT NOT NULL,
    -- Sealed: the exact bytes that are sent.
    artefacts TEXT NOT NULL,
    approved_by TEXT,
    approved_at TIMESTAMP,
    version BIGINT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    UNIQUE (placement_id, edition, number)
);

CREATE TABLE deliveries (
    id TEXT PRIMARY KEY NOT NULL,
    briefing_id TEXT NOT NULL REFERENCES briefings (id) ON DELETE CASCADE,
    contact_id TEXT NOT NULL REFERENCES contacts (id),
    message_id TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL,
    attempt INTEGER NOT NULL,
    -- Times that a server may have taken it without our learning so.
    copies_possible INTEGER NOT NULL,
    -- A code that says how the last attempt failed.
    problem TEXT,
    -- Sealed: a server's answer often repeats the address.
    server_words TEXT,
    -- The delivery that this one sends again.
    replaces TEXT,
    sent_at TIMESTAMP,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL
);
CREATE INDEX deliveries_by_briefing ON deliveries (briefing_id, created_at, id);
CREATE INDEX deliveries_by_state ON deliveries (state, updated_at);

-- Who was told what, why, and on which ground. Rows are only added.
CREATE TABLE disclosures (
    id TEXT PRIMARY KEY NOT NULL,
    learner_id TEXT NOT NULL,
    placement_id TEXT NOT NULL,
    briefing_id TEXT,
    contact_id TEXT,
    actor_id TEXT NOT NULL,
    edition TEXT NOT NULL,
    purpose TEXT NOT NULL,
    basis TEXT NOT NULL,
    -- The names of the fields, never their values.
    fields TEXT NOT NULL,
    hash TEXT NOT NULL,
    at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP
);
CREATE INDEX disclosures_by_learner ON disclosures (learner_id, at, id);
CREATE INDEX disclosures_by_placement ON disclosures (placement_id, at, id);
