-- The second factor of a user, and the organisations that ask their people for one.

CREATE TABLE second_factors (
    user_id TEXT PRIMARY KEY NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    -- Sealed: the secret of the authenticator app, the newest code that was used, and what the recovery codes hash to.
    doc TEXT NOT NULL,
    -- Since when it is asked for; unknown until a first code has been given.
    active_at TIMESTAMP
);

CREATE TABLE second_factor_policies (
    organisation_id TEXT PRIMARY KEY NOT NULL REFERENCES organisations (id),
    set_by TEXT NOT NULL,
    set_at TIMESTAMP NOT NULL
);
