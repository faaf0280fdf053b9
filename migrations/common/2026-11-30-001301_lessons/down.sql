DROP TABLE lesson_decisions;
DROP TABLE observations;
