DROP TABLE decisions;
DROP TABLE weights;
DROP TABLE feeds;
DROP TABLE postcodes;
