-- Hubs, providers and employers, the people who sign in for them, and how they sign in.

CREATE TABLE organisations (
    id TEXT PRIMARY KEY NOT NULL,
    kind TEXT NOT NULL,
    -- The hub of a provider.
    hub_id TEXT REFERENCES organisations (id),
    name TEXT NOT NULL,
    -- Sealed: all that it says of itself, with the people to ring.
    doc TEXT NOT NULL,
    archived_at TIMESTAMP,
    version BIGINT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL
);
CREATE INDEX organisations_by_kind ON organisations (kind, created_at, id);
CREATE INDEX organisations_by_hub ON organisations (hub_id, created_at, id);

CREATE TABLE hub_employers (
    hub_id TEXT NOT NULL REFERENCES organisations (id),
    employer_id TEXT NOT NULL REFERENCES organisations (id),
    created_at TIMESTAMP NOT NULL,
    PRIMARY KEY (hub_id, employer_id)
);
CREATE INDEX hub_employers_by_employer ON hub_employers (employer_id);

CREATE TABLE users (
    id TEXT PRIMARY KEY NOT NULL,
    -- Blind index of the e-mail address in lower case.
    email_index TEXT NOT NULL UNIQUE,
    -- Sealed: name and e-mail address.
    identity TEXT NOT NULL,
    password_hash TEXT,
    disabled_at TIMESTAMP,
    version BIGINT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL
);

CREATE TABLE memberships (
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    role TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    PRIMARY KEY (user_id, organisation_id, role)
);
CREATE INDEX memberships_by_organisation ON memberships (organisation_id);

CREATE TABLE api_keys (
    id TEXT PRIMARY KEY NOT NULL,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    created_by TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    role TEXT NOT NULL,
    label TEXT NOT NULL,
    secret_hash TEXT NOT NULL UNIQUE,
    created_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP,
    revoked_at TIMESTAMP
);
CREATE INDEX api_keys_by_organisation ON api_keys (organisation_id, created_at, id);

-- One row a sign-in: only the newest refresh token of a family is good, and an older one that
-- comes back ends the family.
CREATE TABLE refresh_families (
    id TEXT PRIMARY KEY NOT NULL,
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    role TEXT NOT NULL,
    token_hash TEXT NOT NULL,
    generation INTEGER NOT NULL,
    created_at TIMESTAMP NOT NULL,
    used_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    revoked_at TIMESTAMP,
    revoked_because TEXT
);
CREATE INDEX refresh_families_by_user ON refresh_families (user_id);
CREATE INDEX refresh_families_by_expiry ON refresh_families (expires_at);

-- Failed sign-ins by what was typed, whether or not such an account is known.
CREATE TABLE login_failures (
    -- Blind index of the typed e-mail address.
    account_index TEXT PRIMARY KEY NOT NULL,
    failures INTEGER NOT NULL,
    last_at TIMESTAMP NOT NULL
);
CREATE INDEX login_failures_by_age ON login_failures (last_at);
