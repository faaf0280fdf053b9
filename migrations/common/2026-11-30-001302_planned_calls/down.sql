DROP TABLE planned_calls;
