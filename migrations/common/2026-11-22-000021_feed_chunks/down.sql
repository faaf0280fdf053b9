DROP INDEX feeds_by_name;
DROP TABLE feed_chunks;
