-- Whole cohorts placed at once: what was asked, what it was solved from, and the answer.

CREATE TABLE cohorts (
    id TEXT PRIMARY KEY NOT NULL,
    hub_id TEXT NOT NULL REFERENCES organisations (id),
    -- weighing, explaining, solved or failed.
    state TEXT NOT NULL,
    created_by TEXT NOT NULL,
    -- How many learners take part, and how many of them the present stage has done.
    learners INTEGER NOT NULL,
    done INTEGER NOT NULL,
    -- A code that says why it failed.
    problem TEXT,
    -- Sealed: what was asked, with learners by their number.
    request TEXT NOT NULL,
    -- Sealed: what it was solved from, with learners by their number.
    inputs TEXT,
    -- Sealed: the answer.
    answer TEXT,
    version BIGINT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL
);
CREATE INDEX cohorts_by_hub ON cohorts (hub_id, created_at, id);

-- Who takes part. A row goes with its learner; what is left elsewhere is a number that names nobody.
CREATE TABLE cohort_learners (
    cohort_id TEXT NOT NULL REFERENCES cohorts (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    learner_id TEXT NOT NULL REFERENCES learners (id) ON DELETE CASCADE,
    provider_id TEXT NOT NULL REFERENCES organisations (id),
    -- Sealed: which offers suit, and how well.
    options TEXT,
    -- Sealed: what the learner got and why.
    result TEXT,
    -- accept, override or reject, and the offer that was decided on.
    decision TEXT,
    offer_id TEXT,
    placement_id TEXT REFERENCES placements (id) ON DELETE SET NULL,
    PRIMARY KEY (cohort_id, number)
);
CREATE UNIQUE INDEX cohort_learners_by_learner ON cohort_learners (learner_id, cohort_id);
CREATE INDEX cohort_learners_by_provider ON cohort_learners (provider_id, cohort_id);
