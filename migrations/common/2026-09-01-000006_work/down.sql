DROP TABLE access_log;
DROP TABLE idempotency;
DROP TABLE jobs;
