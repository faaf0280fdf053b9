DROP TRIGGER family_messages_format ON family_messages;
