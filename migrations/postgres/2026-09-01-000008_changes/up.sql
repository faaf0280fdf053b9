-- What changed, for followers that hold a copy in memory: identifiers only.

CREATE TABLE changes (
    seq BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind TEXT NOT NULL,
    object_id TEXT NOT NULL,
    version BIGINT NOT NULL,
    at TIMESTAMP NOT NULL
);
CREATE INDEX changes_by_time ON changes (at, seq);
