DROP TRIGGER learner_drafts_format;
DROP TRIGGER import_columns_format;
DROP TRIGGER imports_format;
