-- Until when its author may change its text, when they did, and where it was written, as they say.
ALTER TABLE moments ADD COLUMN edit_until BIGINT NOT NULL DEFAULT 0;
ALTER TABLE moments ADD COLUMN edited_at BIGINT;
ALTER TABLE moments ADD COLUMN place TEXT NOT NULL DEFAULT '';
