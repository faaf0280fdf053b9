-- Letters beside the packs: a proposal, a changed plan, a placement called off, an invitation.
CREATE TABLE letters (
    id TEXT PRIMARY KEY NOT NULL,
    kind TEXT NOT NULL,
    -- The placement that it is about; an invitation is about none.
    placement_id TEXT REFERENCES placements (id) ON DELETE CASCADE,
    -- contact, user or provider, and which.
    recipient_kind TEXT NOT NULL,
    recipient_id TEXT NOT NULL,
    -- Sealed: the letter without its recipient's address; taken out once a letter with a link has gone.
    artefacts TEXT,
    message_id TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL,
    attempt INTEGER NOT NULL,
    -- Times that a server may have taken it without our learning so.
    copies_possible INTEGER NOT NULL,
    -- A code that says how the last attempt failed.
    problem TEXT,
    -- Sealed: a server's answer often repeats the address.
    server_words TEXT,
    sent_at TIMESTAMP,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL
);
CREATE INDEX letters_by_placement ON letters (placement_id, created_at, id);
