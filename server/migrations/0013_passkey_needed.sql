-- Whether the password alone lets nobody in: the owner wants a passkey each time.
ALTER TABLE people ADD COLUMN needs_passkey BIGINT NOT NULL DEFAULT 0;
