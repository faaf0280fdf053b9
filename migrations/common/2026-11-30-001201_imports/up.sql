-- Files that are brought in, from the upload until a day after. Nothing of one stands anywhere else.
CREATE TABLE imports (
    id TEXT PRIMARY KEY NOT NULL,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    -- Sealed: the file, what its bringer said of it, the rows that were handed back, and how to undo it.
    doc TEXT NOT NULL,
    -- Who brought it; all noughts for the operator.
    made_by TEXT NOT NULL,
    version BIGINT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    confirmed_at TIMESTAMP
);
CREATE INDEX imports_by_age ON imports (created_at, id);
CREATE INDEX imports_by_organisation ON imports (organisation_id, created_at, id);

-- What an organisation's headings stand for, as its last file of a kind was matched.
CREATE TABLE import_columns (
    -- The organisation and the kind of file.
    id TEXT PRIMARY KEY NOT NULL,
    -- Sealed: the headings and their fields.
    doc TEXT NOT NULL
);

-- Learners of whom not every question has been answered. They are matched with nothing.
CREATE TABLE learner_drafts (
    -- The identifier that the learner will have.
    id TEXT PRIMARY KEY NOT NULL,
    provider_id TEXT NOT NULL REFERENCES organisations (id),
    -- Keyed hash of the provider's own number.
    external_index TEXT NOT NULL,
    -- Sealed: what was said so far.
    said TEXT NOT NULL,
    version BIGINT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    UNIQUE (provider_id, external_index)
);
CREATE INDEX learner_drafts_by_provider ON learner_drafts (provider_id, created_at, id);
