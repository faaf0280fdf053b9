-- What the numbers stand for that an organisation gives employers or offers in its own files.
CREATE TABLE brought_numbers (
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    kind TEXT NOT NULL,
    -- Keyed hash of the number.
    number_index TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    PRIMARY KEY (organisation_id, kind, number_index)
);
CREATE INDEX brought_numbers_by_subject ON brought_numbers (subject_id);
