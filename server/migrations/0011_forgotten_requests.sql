-- The hash of a request is emptied when what it created is deleted, or after a day.
CREATE INDEX idempotency_keys_with_hash ON idempotency_keys (created_id) WHERE request_hash <> '';
