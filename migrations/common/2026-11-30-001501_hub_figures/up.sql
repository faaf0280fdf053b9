-- What a hub was told of the learners of its providers: suppressed figures, made once a term and never changed.
CREATE TABLE hub_figures (
    hub_id TEXT NOT NULL REFERENCES organisations (id),
    -- The term that was over, such as 2026-summer.
    term TEXT NOT NULL,
    -- The figures as they are shown; nothing personal.
    doc TEXT NOT NULL,
    made_at TIMESTAMP NOT NULL,
    PRIMARY KEY (hub_id, term)
);
