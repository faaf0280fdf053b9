ALTER TABLE agreements DROP COLUMN withdrawn_by;
