DROP TABLE learner_drafts;
DROP TABLE import_columns;
DROP TABLE imports;
