DROP TABLE alert_steps;
DROP TABLE alerts;
