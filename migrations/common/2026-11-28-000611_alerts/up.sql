-- Alerts that a learner has not arrived, or that nobody has said so: one for each day of a placement.
CREATE TABLE alerts (
    id TEXT PRIMARY KEY NOT NULL,
    placement_id TEXT NOT NULL REFERENCES placements (id) ON DELETE CASCADE,
    date DATE NOT NULL,
    cause TEXT NOT NULL,
    raised_at TIMESTAMP NOT NULL,
    -- The highest rung of the ladder that was told, from 1.
    rung INTEGER NOT NULL,
    -- When the next rung is told, unless somebody acknowledges the alert first.
    next_at TIMESTAMP,
    acknowledged_by TEXT,
    acknowledged_at TIMESTAMP,
    -- Since when the learner is ticked as arrived, or is no longer expected.
    settled_at TIMESTAMP,
    version BIGINT NOT NULL
);
CREATE UNIQUE INDEX alerts_by_day ON alerts (placement_id, date);
CREATE INDEX alerts_open ON alerts (acknowledged_at, settled_at, raised_at);
CREATE INDEX alerts_by_next ON alerts (next_at);

-- What happened to an alert, in order.
CREATE TABLE alert_steps (
    alert_id TEXT NOT NULL REFERENCES alerts (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    at TIMESTAMP NOT NULL,
    step TEXT NOT NULL,
    -- The rung that was told.
    rung INTEGER,
    -- Who acknowledged it.
    user_id TEXT,
    PRIMARY KEY (alert_id, number)
);
