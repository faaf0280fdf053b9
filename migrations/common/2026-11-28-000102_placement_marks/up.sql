-- Since when a change of an offer or an organisation has stood in the way of a placement.

ALTER TABLE placements ADD COLUMN marked_at TIMESTAMP;
