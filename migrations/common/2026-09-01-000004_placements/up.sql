-- One learner, one window of an offer, and how far they have come.

CREATE TABLE placements (
    id TEXT PRIMARY KEY NOT NULL,
    reference TEXT NOT NULL UNIQUE,
    provider_id TEXT NOT NULL REFERENCES organisations (id),
    learner_id TEXT NOT NULL REFERENCES learners (id) ON DELETE CASCADE,
    employer_id TEXT NOT NULL REFERENCES organisations (id),
    offer_id TEXT NOT NULL,
    window_id TEXT NOT NULL,
    state TEXT NOT NULL,
    first_date DATE NOT NULL,
    last_date DATE NOT NULL,
    accepted_at TIMESTAMP,
    agreed_at TIMESTAMP,
    visited_at TIMESTAMP,
    met_at TIMESTAMP,
    plan_agreed_at TIMESTAMP,
    doc TEXT NOT NULL,
    version BIGINT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    FOREIGN KEY (offer_id, window_id) REFERENCES offer_windows (offer_id, id)
);
CREATE INDEX placements_by_provider ON placements (provider_id, created_at, id);
CREATE INDEX placements_by_employer ON placements (employer_id, created_at, id);
CREATE INDEX placements_by_learner ON placements (learner_id, created_at, id);
CREATE INDEX placements_by_offer ON placements (offer_id, window_id);

-- The attended dates. They count against the window while the placement's state holds seats.
CREATE TABLE placement_days (
    placement_id TEXT NOT NULL REFERENCES placements (id) ON DELETE CASCADE,
    date DATE NOT NULL,
    offer_id TEXT NOT NULL,
    window_id TEXT NOT NULL,
    PRIMARY KEY (placement_id, date)
);
CREATE INDEX placement_days_by_window ON placement_days (offer_id, window_id, date);

-- Who did what to a placement, and when. Rows are only added.
CREATE TABLE transitions (
    id TEXT PRIMARY KEY NOT NULL,
    placement_id TEXT NOT NULL,
    action TEXT NOT NULL,
    from_state TEXT NOT NULL,
    to_state TEXT NOT NULL,
    actor_id TEXT,
    at TIMESTAMP NOT NULL,
    -- Sealed: the reason in the actor's words.
    reason TEXT
);
CREATE INDEX transitions_by_placement ON transitions (placement_id, at, id);

CREATE TABLE agreements (
    id TEXT PRIMARY KEY NOT NULL,
    learner_id TEXT NOT NULL REFERENCES learners (id) ON DELETE CASCADE,
    placement_id TEXT REFERENCES placements (id) ON DELETE CASCADE,
    scope TEXT NOT NULL,
    actor TEXT NOT NULL,
    agreed_on DATE NOT NULL,
    withdrawn_at TIMESTAMP,
    recorded_by TEXT NOT NULL,
    -- Sealed: the whole agreement, with the wording shown.
    doc TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL
);
CREATE INDEX agreements_by_learner ON agreements (learner_id, created_at, id);
CREATE INDEX agreements_by_placement ON agreements (placement_id);

-- The job coaches of a placement.
CREATE TABLE assignments (
    coach_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    placement_id TEXT NOT NULL REFERENCES placements (id) ON DELETE CASCADE,
    created_at TIMESTAMP NOT NULL,
    PRIMARY KEY (coach_id, placement_id)
);
CREATE INDEX assignments_by_placement ON assignments (placement_id);

CREATE TABLE programmes (
    placement_id TEXT NOT NULL REFERENCES placements (id) ON DELETE CASCADE,
    version BIGINT NOT NULL,
    hash TEXT NOT NULL,
    -- Sealed: the days and their blocks.
    doc TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    PRIMARY KEY (placement_id, version)
);
