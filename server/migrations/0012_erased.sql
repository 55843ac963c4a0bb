-- Ids of people, moments, comments and photos that were deleted for good: a backup from before has them.
CREATE TABLE erased (
    id BIGINT PRIMARY KEY,
    erased_at BIGINT NOT NULL
);
CREATE INDEX erased_by_time ON erased (erased_at);

-- Size of a photo's files together; 0 for photos from before this was counted.
ALTER TABLE photos ADD COLUMN bytes BIGINT NOT NULL DEFAULT 0;
CREATE INDEX photos_of_owner ON photos (owner_id, bytes);
