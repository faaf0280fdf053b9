DROP TABLE cohort_learners;
DROP TABLE cohorts;
