-- What employers offer, and whom to write to.

CREATE TABLE contacts (
    id TEXT PRIMARY KEY NOT NULL,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    -- Sealed: name, addresses, numbers and their hours.
    details TEXT NOT NULL,
    bounce_state TEXT NOT NULL,
    state TEXT NOT NULL,
    version INTEGER NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL
);
CREATE INDEX contacts_by_organisation ON contacts (organisation_id, created_at, id);

CREATE TABLE insurances (
    employer_id TEXT NOT NULL REFERENCES organisations (id),
    id TEXT NOT NULL,
    basis TEXT NOT NULL,
    -- The last day of cover; none for a basis that does not end.
    expires DATE,
    doc TEXT NOT NULL,
    version INTEGER NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    PRIMARY KEY (employer_id, id)
);

CREATE TABLE sites (
    id TEXT PRIMARY KEY NOT NULL,
    employer_id TEXT NOT NULL REFERENCES organisations (id),
    nation TEXT NOT NULL,
    postcode TEXT NOT NULL,
    -- WGS84, micro-degrees.
    lat_udeg INTEGER NOT NULL,
    lon_udeg INTEGER NOT NULL,
    state TEXT NOT NULL,
    doc TEXT NOT NULL,
    -- Sealed: the named people and their shifts.
    people TEXT NOT NULL,
    version INTEGER NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL
);
CREATE INDEX sites_by_employer ON sites (employer_id, created_at, id);

CREATE TABLE offers (
    id TEXT PRIMARY KEY NOT NULL,
    employer_id TEXT NOT NULL REFERENCES organisations (id),
    state TEXT NOT NULL,
    soc TEXT NOT NULL,
    sic TEXT,
    pattern TEXT NOT NULL,
    nation TEXT NOT NULL,
    postcode TEXT NOT NULL,
    -- WGS84, micro-degrees.
    lat_udeg INTEGER NOT NULL,
    lon_udeg INTEGER NOT NULL,
    entered_by TEXT NOT NULL,
    confirmed_by_employer_at TIMESTAMP,
    doc TEXT NOT NULL,
    -- Sealed: the named people and their shifts.
    people TEXT NOT NULL,
    version INTEGER NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL
);
CREATE INDEX offers_by_employer ON offers (employer_id, created_at, id);
CREATE INDEX offers_by_state ON offers (state, created_at, id);

CREATE TABLE offer_windows (
    offer_id TEXT NOT NULL REFERENCES offers (id) ON DELETE CASCADE,
    id TEXT NOT NULL,
    from_date DATE NOT NULL,
    to_date DATE NOT NULL,
    -- Learners present on the same date.
    capacity INTEGER NOT NULL CHECK (capacity > 0),
    PRIMARY KEY (offer_id, id),
    CHECK (from_date <= to_date)
);
CREATE INDEX offer_windows_by_dates ON offer_windows (to_date, from_date);
