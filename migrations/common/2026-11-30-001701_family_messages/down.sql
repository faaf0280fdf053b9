DROP TABLE family_wishes;
DROP TABLE family_replies;
DROP TABLE family_sending_learners;
DROP TABLE family_sendings;
DROP TABLE family_messages;
