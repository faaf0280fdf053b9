ALTER TABLE transitions DROP COLUMN details;
