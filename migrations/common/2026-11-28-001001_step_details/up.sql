-- Sealed: by whom and on which day a step of a placement was taken, as far as that was said.

ALTER TABLE transitions ADD COLUMN details TEXT;
