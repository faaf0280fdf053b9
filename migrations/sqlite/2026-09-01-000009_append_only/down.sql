DROP TRIGGER transitions_append_only;
DROP TRIGGER disclosures_append_only;
DROP TRIGGER access_log_append_only;
