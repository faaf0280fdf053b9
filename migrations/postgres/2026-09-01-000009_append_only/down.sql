DROP TRIGGER transitions_append_only ON transitions;
DROP TRIGGER disclosures_append_only ON disclosures;
DROP TRIGGER access_log_append_only ON access_log;
DROP FUNCTION refuse_update();
