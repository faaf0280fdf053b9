-- What the service knows of the world, and what people decided.

CREATE TABLE postcodes (
    postcode TEXT PRIMARY KEY NOT NULL,
    -- WGS84, micro-degrees.
    lat_udeg INTEGER NOT NULL,
    lon_udeg INTEGER NOT NULL
);

CREATE TABLE feeds (
    id TEXT PRIMARY KEY NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    hash TEXT NOT NULL UNIQUE,
    valid_from DATE,
    valid_to DATE,
    doc TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL
);
CREATE INDEX feeds_by_kind ON feeds (kind, created_at);

CREATE TABLE weights (
    hub_id TEXT NOT NULL REFERENCES organisations (id),
    version BIGINT NOT NULL,
    doc TEXT NOT NULL,
    set_by TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    PRIMARY KEY (hub_id, version)
);

CREATE TABLE decisions (
    id TEXT PRIMARY KEY NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    outcome TEXT NOT NULL,
    decided_by TEXT NOT NULL,
    decided_at TIMESTAMP NOT NULL,
    -- Sealed: the reason in the decider's words.
    note TEXT
);
CREATE INDEX decisions_by_subject ON decisions (subject_kind, subject_id, decided_at, id);
