ALTER TABLE api_keys DROP COLUMN scopes;
ALTER TABLE refresh_families DROP COLUMN confirmed_at;
