DROP TABLE internship_reviews;
