-- A picture, a cover, and a line about oneself.
ALTER TABLE people ADD COLUMN about TEXT NOT NULL DEFAULT '';
ALTER TABLE people ADD COLUMN avatar_id BIGINT;
ALTER TABLE people ADD COLUMN cover_id BIGINT;

CREATE TABLE photos (
    id BIGINT PRIMARY KEY,
    owner_id BIGINT NOT NULL REFERENCES people (id),
    -- The moment it stands in, if it stands in one, and where.
    moment_id BIGINT REFERENCES moments (id),
    place BIGINT NOT NULL DEFAULT 0,
    alt TEXT NOT NULL DEFAULT '',
    -- Pixels of the largest size.
    width BIGINT NOT NULL,
    height BIGINT NOT NULL,
    thumb_hash TEXT NOT NULL,
    -- SHA-256 of the largest size, in hexadecimal: names the files.
    content TEXT NOT NULL,
    -- When it is forgotten; nothing as long as it is used.
    forget_at BIGINT
);
CREATE INDEX photos_of_moment ON photos (moment_id, place) WHERE moment_id IS NOT NULL;
CREATE INDEX photos_waiting ON photos (owner_id) WHERE forget_at IS NOT NULL;
CREATE INDEX photos_to_forget ON photos (forget_at) WHERE forget_at IS NOT NULL;
CREATE INDEX photos_of_content ON photos (content);

-- Files that may be of no use any more: the sweep looks, and removes them.
CREATE TABLE photo_garbage (
    content TEXT NOT NULL PRIMARY KEY
);
