-- What employers offer, and whom to write to.

CREATE TABLE contacts (
    id TEXT PRIMARY KEY NOT NULL,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    -- Sealed: name, addresses, numbers and their hours.
    details TEXT NOT NULL,
    bounce_state TEXT NOT NULL,
    archived_at TIMESTAMP,
    version BIGINT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL
);
CREATE INDEX contacts_by_organisation ON contacts (organisation_id, created_at, id);

CREATE TABLE offers (
    id TEXT PRIMARY KEY NOT NULL,
    employer_id TEXT NOT NULL REFERENCES organisations (id),
    state TEXT NOT NULL,
    soc TEXT NOT NULL,
    pattern TEXT NOT NULL,
    nation TEXT NOT NULL,
    postcode TEXT NOT NULL,
    entered_by TEXT NOT NULL,
    confirmed_by_employer_at TIMESTAMP,
    -- Sealed: all that the employer wrote, with the named people and their shifts.
    doc TEXT NOT NULL,
    version BIGINT NOT NULL,
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
