ALTER TABLE transitions DROP COLUMN contact_id;
DROP TABLE reports;
DROP TABLE placement_links;
