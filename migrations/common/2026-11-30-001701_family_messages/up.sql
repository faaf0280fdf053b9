-- What a provider plans to tell the families of its learners, and to whom it went.
CREATE TABLE family_messages (
    id TEXT PRIMARY KEY NOT NULL,
    provider_id TEXT NOT NULL REFERENCES organisations (id),
    -- The calendar year in which the school year begins.
    school_year INTEGER NOT NULL,
    due_on DATE NOT NULL,
    state TEXT NOT NULL,
    -- Sealed: the message in its languages.
    doc TEXT NOT NULL,
    approved_by TEXT REFERENCES users (id),
    approved_at TIMESTAMP,
    -- Who gave the printed sheets out.
    handed_by TEXT REFERENCES users (id),
    handed_at TIMESTAMP,
    version BIGINT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL
);
CREATE INDEX family_messages_by_provider ON family_messages (provider_id, school_year, due_on, id);

CREATE TABLE family_sendings (
    id TEXT PRIMARY KEY NOT NULL,
    message_id TEXT NOT NULL REFERENCES family_messages (id) ON DELETE CASCADE,
    -- A keyed digest of the address, or of the name where there is none.
    person TEXT NOT NULL,
    way TEXT NOT NULL,
    language TEXT NOT NULL,
    -- Sealed: the names.
    doc TEXT NOT NULL,
    letter_id TEXT,
    -- How the mail stands; nothing of a printed sheet.
    state TEXT,
    problem TEXT,
    sent_at TIMESTAMP,
    created_at TIMESTAMP NOT NULL
);
CREATE UNIQUE INDEX family_sendings_by_message ON family_sendings (message_id, person);

-- Through which learners somebody got a message. A sending goes with the last of them.
CREATE TABLE family_sending_learners (
    sending_id TEXT NOT NULL REFERENCES family_sendings (id) ON DELETE CASCADE,
    learner_id TEXT NOT NULL REFERENCES learners (id) ON DELETE CASCADE,
    PRIMARY KEY (sending_id, learner_id)
);
CREATE INDEX family_sending_learners_by_learner ON family_sending_learners (learner_id);

-- What was answered. An answer is never written again; the newest counts.
CREATE TABLE family_replies (
    id TEXT PRIMARY KEY NOT NULL,
    sending_id TEXT NOT NULL REFERENCES family_sendings (id) ON DELETE CASCADE,
    answer TEXT NOT NULL,
    -- Sealed: what they wrote with it.
    doc TEXT,
    -- Who of the provider noted it, of an answer on paper or by telephone.
    made_by TEXT REFERENCES users (id),
    created_at TIMESTAMP NOT NULL,
    seen_by TEXT REFERENCES users (id),
    seen_at TIMESTAMP
);
CREATE INDEX family_replies_by_sending ON family_replies (sending_id, created_at, id);

-- How somebody wants such messages. A wish is never written again; the newest counts.
CREATE TABLE family_wishes (
    id TEXT PRIMARY KEY NOT NULL,
    provider_id TEXT NOT NULL REFERENCES organisations (id),
    person TEXT NOT NULL,
    wish TEXT NOT NULL,
    -- Who of the provider noted it; nobody where they said so themselves by their link.
    made_by TEXT REFERENCES users (id),
    created_at TIMESTAMP NOT NULL
);
CREATE INDEX family_wishes_by_provider ON family_wishes (provider_id, created_at, id);
