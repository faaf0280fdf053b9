-- When passes are free, by authority, as a hub knows it.

CREATE TABLE concessions (
    hub_id TEXT NOT NULL REFERENCES organisations (id),
    version BIGINT NOT NULL,
    doc TEXT NOT NULL,
    set_by TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    PRIMARY KEY (hub_id, version)
);
