DROP TRIGGER family_messages_format;
