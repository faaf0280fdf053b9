ALTER TABLE disclosures DROP COLUMN reader;
DELETE FROM deliveries WHERE contact_id IS NULL;
ALTER TABLE deliveries DROP COLUMN reader;
ALTER TABLE deliveries ALTER COLUMN contact_id SET NOT NULL;
