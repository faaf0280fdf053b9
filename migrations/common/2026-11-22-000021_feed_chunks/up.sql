-- A feed's file in pieces: neither engine likes one value of many megabytes.

CREATE TABLE feed_chunks (
    feed_id TEXT NOT NULL REFERENCES feeds (id),
    seq INTEGER NOT NULL,
    bytes BYTEA NOT NULL,
    PRIMARY KEY (feed_id, seq)
);

-- A newer feed takes the place of the one of its name.
CREATE UNIQUE INDEX feeds_by_name ON feeds (kind, name);
