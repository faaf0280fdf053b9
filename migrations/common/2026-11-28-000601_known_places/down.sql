ALTER TABLE login_failures DROP COLUMN signed_in_at;
