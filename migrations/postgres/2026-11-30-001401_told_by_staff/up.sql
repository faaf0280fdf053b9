-- A day is ticked by a contact of the employer, or by somebody of the provider in a role.
ALTER TABLE reports ALTER COLUMN contact_id DROP NOT NULL;
ALTER TABLE reports ADD COLUMN user_id TEXT REFERENCES users (id);
ALTER TABLE reports ADD COLUMN role TEXT;
