-- Sign-ins are counted by account and place together; the key is a blind index of both. A place that the account
-- was signed in from is known.
ALTER TABLE login_failures ADD COLUMN signed_in_at TIMESTAMP;
