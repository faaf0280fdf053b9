ALTER TABLE placements DROP COLUMN marked_at;
