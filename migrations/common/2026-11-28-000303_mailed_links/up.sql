-- Links that are mailed to one person, good once: to take up an invitation, or to choose a new password.

CREATE TABLE mailed_links (
    id TEXT PRIMARY KEY NOT NULL,
    kind TEXT NOT NULL,
    -- Sealed: the e-mail address, and the name of whoever is invited.
    person TEXT NOT NULL,
    -- Blind index of the e-mail address, as in users.
    email_index TEXT NOT NULL,
    -- What an invitation is to.
    organisation_id TEXT REFERENCES organisations (id),
    role TEXT,
    made_by TEXT REFERENCES users (id) ON DELETE CASCADE,
    -- SHA-256 of the code in the link.
    token_hash TEXT NOT NULL UNIQUE,
    created_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    -- Since when it is good no longer, before its time, and a code that says why.
    ended_at TIMESTAMP,
    ended_because TEXT
);
CREATE INDEX mailed_links_by_address ON mailed_links (email_index);
CREATE INDEX mailed_links_by_organisation ON mailed_links (organisation_id, created_at, id);
CREATE INDEX mailed_links_by_expiry ON mailed_links (expires_at);
