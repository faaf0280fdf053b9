-- The register of schools, to propose a provider from.
CREATE TABLE schools (
    urn TEXT PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    -- The name as it is searched: in lower case.
    folded TEXT NOT NULL,
    kind TEXT NOT NULL,
    phase TEXT NOT NULL,
    postcode TEXT NOT NULL,
    nation TEXT NOT NULL
);
CREATE INDEX schools_by_name ON schools (folded, urn);
