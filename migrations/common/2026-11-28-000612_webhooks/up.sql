-- Addresses of other systems that are told of events.
CREATE TABLE webhooks (
    id TEXT PRIMARY KEY NOT NULL,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    -- Sealed: the address, which can hold a credential, and the secrets.
    doc TEXT NOT NULL,
    -- JSON: the events that it is told of.
    events TEXT NOT NULL,
    created_by TEXT NOT NULL,
    version BIGINT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    ended_at TIMESTAMP
);
CREATE INDEX webhooks_by_organisation ON webhooks (organisation_id, created_at, id);

-- One event for one address.
CREATE TABLE webhook_messages (
    id TEXT PRIMARY KEY NOT NULL,
    webhook_id TEXT NOT NULL REFERENCES webhooks (id) ON DELETE CASCADE,
    event TEXT NOT NULL,
    -- The body as it is sent: identifiers and codes only.
    body TEXT NOT NULL,
    state TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    delivered_at TIMESTAMP
);
CREATE INDEX webhook_messages_by_webhook ON webhook_messages (webhook_id, created_at, id);
CREATE INDEX webhook_messages_by_age ON webhook_messages (created_at);

-- Every attempt to deliver a message.
CREATE TABLE webhook_attempts (
    id TEXT PRIMARY KEY NOT NULL,
    message_id TEXT NOT NULL REFERENCES webhook_messages (id) ON DELETE CASCADE,
    at TIMESTAMP NOT NULL,
    -- The status of the answer, where there was one.
    status INTEGER,
    -- A code that says why it counts as failed.
    problem TEXT
);
CREATE INDEX webhook_attempts_by_message ON webhook_attempts (message_id, at, id);
