-- When the person last gave their password within a sign-in; unknown for those from before.
ALTER TABLE refresh_families ADD COLUMN confirmed_at TIMESTAMP;

-- What a key may be used for, a JSON list of codes; keys from before have none and are held to their role alone.
ALTER TABLE api_keys ADD COLUMN scopes TEXT;
