DROP TABLE concessions;
