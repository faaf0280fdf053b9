-- Who recorded that an agreement was taken back; absent for one taken back before this was asked.

ALTER TABLE agreements ADD COLUMN withdrawn_by TEXT;
