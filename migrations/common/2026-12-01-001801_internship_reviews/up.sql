-- Reviews of supported internships, as they were held. What was recorded is never written again; the newest of a day counts.
CREATE TABLE internship_reviews (
    id TEXT PRIMARY KEY NOT NULL,
    placement_id TEXT NOT NULL REFERENCES placements (id) ON DELETE CASCADE,
    held_on DATE NOT NULL,
    -- Sealed: who took part, what was said and what comes next.
    doc TEXT NOT NULL,
    made_by TEXT NOT NULL REFERENCES users (id),
    created_at TIMESTAMP NOT NULL
);
CREATE INDEX internship_reviews_by_placement ON internship_reviews (placement_id, created_at, id);
