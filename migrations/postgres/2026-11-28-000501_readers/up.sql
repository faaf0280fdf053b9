-- A copy of a plan goes to the learner, the family or a job coach, none of whom is an employer's contact.
ALTER TABLE deliveries ALTER COLUMN contact_id DROP NOT NULL;
-- A code of who reads it; absent in a pack for the employer.
ALTER TABLE deliveries ADD COLUMN reader TEXT;
ALTER TABLE disclosures ADD COLUMN reader TEXT;
