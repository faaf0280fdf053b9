DROP TABLE programmes;
DROP TABLE assignments;
DROP TABLE agreements;
DROP TABLE transitions;
DROP TABLE placement_days;
DROP TABLE placements;
