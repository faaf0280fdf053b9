-- The keys of the key file that seal this database, by name: another key file is noticed before anything is read or
-- written with it.

CREATE TABLE sealing_keys (
    id TEXT PRIMARY KEY NOT NULL,
    -- A known text under this key.
    canary TEXT NOT NULL,
    -- The blind index of the name, under the index key.
    index_mark TEXT NOT NULL,
    enrolled_at TIMESTAMP NOT NULL,
    -- Since when nothing but logs and kept replies is sealed under it, so that it may leave the file.
    retired_at TIMESTAMP
);
