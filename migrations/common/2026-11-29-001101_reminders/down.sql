DROP TABLE reminder_stops;
DROP TABLE reminders;
