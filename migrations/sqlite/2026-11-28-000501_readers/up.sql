-- A copy of a plan goes to the learner, the family or a job coach, none of whom is an employer's contact.
CREATE TABLE deliveries_rebuilt (
    id TEXT PRIMARY KEY NOT NULL,
    briefing_id TEXT NOT NULL REFERENCES briefings (id) ON DELETE CASCADE,
    contact_id TEXT REFERENCES contacts (id),
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
    updated_at TIMESTAMP NOT NULL,
    -- A code of who reads it; absent in a pack for the employer.
    reader TEXT
);
INSERT INTO deliveries_rebuilt (id, briefing_id, contact_id, message_id, state, attempt, copies_possible, problem, server_words, replaces, sent_at,
    created_at, updated_at)
SELECT id, briefing_id, contact_id, message_id, state, attempt, copies_possible, problem, server_words, replaces, sent_at,
    created_at, updated_at
FROM deliveries;
DROP TABLE deliveries;
ALTER TABLE deliveries_rebuilt RENAME TO deliveries;
CREATE INDEX deliveries_by_briefing ON deliveries (briefing_id, created_at, id);
CREATE INDEX deliveries_by_state ON deliveries (state, updated_at);
ALTER TABLE disclosures ADD COLUMN reader TEXT;
