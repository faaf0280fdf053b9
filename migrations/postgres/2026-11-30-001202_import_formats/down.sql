DROP TRIGGER learner_drafts_format ON learner_drafts;
DROP TRIGGER import_columns_format ON import_columns;
DROP TRIGGER imports_format ON imports;
