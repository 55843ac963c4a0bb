-- Who was called by a text that calls them no longer isn't told of it, and still counts among those whom it called.
ALTER TABLE notifications ADD COLUMN is_withdrawn BIGINT NOT NULL DEFAULT 0;
-- Until when its author may change its text, when they did, and where it was written, as they say.
ALTER TABLE moments ADD COLUMN edit_until BIGINT NOT NULL DEFAULT 0;
ALTER TABLE moments ADD COLUMN edited_at BIGINT;
ALTER TABLE moments ADD COLUMN place TEXT NOT NULL DEFAULT '';
