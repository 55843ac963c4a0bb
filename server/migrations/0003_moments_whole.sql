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

-- How far each person's notifications have come, and how far they have looked.
ALTER TABLE feeds ADD COLUMN last_notification BIGINT NOT NULL DEFAULT 0;
ALTER TABLE feeds ADD COLUMN seen_notification BIGINT NOT NULL DEFAULT 0;

-- What happened that is about somebody. Whether they are told is decided when they look.
CREATE TABLE notifications (
    person_id BIGINT NOT NULL REFERENCES people (id),
    -- Counts this person's notifications, without gaps.
    number BIGINT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('like', 'comment', 'reply', 'mention', 'request', 'acceptance')),
    actor_id BIGINT NOT NULL REFERENCES people (id),
    moment_id BIGINT,
    comment_id BIGINT,
    -- What it is about, so that it is told once: the comment, else the moment, else the request.
    subject_id BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (person_id, number)
) /*clustered*/;
CREATE UNIQUE INDEX notifications_once ON notifications (person_id, kind, subject_id, actor_id);
CREATE INDEX notifications_of_moment ON notifications (moment_id) WHERE moment_id IS NOT NULL;

-- Moments that somebody doesn't want to be told of any more.
CREATE TABLE mutes (
    person_id BIGINT NOT NULL REFERENCES people (id),
    moment_id BIGINT NOT NULL REFERENCES moments (id),
    PRIMARY KEY (person_id, moment_id)
) /*clustered*/;
CREATE INDEX mutes_of_moment ON mutes (moment_id);

-- Topics in the texts of moments, in small letters.
CREATE TABLE topics (
    topic TEXT NOT NULL,
    moment_id BIGINT NOT NULL REFERENCES moments (id),
    PRIMARY KEY (topic, moment_id)
) /*clustered*/;
CREATE INDEX topics_of_moment ON topics (moment_id);

-- People whom somebody doesn't want to be suggested.
CREATE TABLE dismissed_suggestions (
    person_id BIGINT NOT NULL REFERENCES people (id),
    suggested_id BIGINT NOT NULL REFERENCES people (id),
    PRIMARY KEY (person_id, suggested_id)
) /*clustered*/;
