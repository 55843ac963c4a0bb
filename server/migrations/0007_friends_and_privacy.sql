-- What somebody keeps of somebody else for themselves: it outlives the friendship, which may come back. Without a remark
-- the sort key is empty.
CREATE TABLE friend_details (
    person_id BIGINT NOT NULL REFERENCES people (id),
    friend_id BIGINT NOT NULL REFERENCES people (id),
    remark TEXT NOT NULL DEFAULT '',
    search_remark TEXT NOT NULL DEFAULT '',
    sort_key TEXT /*binary*/ NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    is_starred BIGINT NOT NULL DEFAULT 0,
    hides_theirs BIGINT NOT NULL DEFAULT 0,
    hides_mine BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (person_id, friend_id)
) /*clustered*/;

CREATE TABLE tags (
    id BIGINT PRIMARY KEY,
    owner_id BIGINT NOT NULL REFERENCES people (id),
    name TEXT NOT NULL,
    -- Lower case, another one for each tag.
    search_name TEXT NOT NULL,
    sort_key TEXT /*binary*/ NOT NULL,
    UNIQUE (owner_id, search_name)
);

-- Who carries a tag; also who was a friend and may become one again.
CREATE TABLE tagged (
    tag_id BIGINT NOT NULL REFERENCES tags (id),
    friend_id BIGINT NOT NULL REFERENCES people (id),
    PRIMARY KEY (tag_id, friend_id)
) /*clustered*/;

-- Who blocks whom. While one of two does, their friendship, if they have one, isn't among the friendships: it waits here.
CREATE TABLE blocks (
    person_id BIGINT NOT NULL REFERENCES people (id),
    blocked_id BIGINT NOT NULL REFERENCES people (id),
    created_at BIGINT NOT NULL,
    friends_since BIGINT,
    PRIMARY KEY (person_id, blocked_id)
) /*clustered*/;
CREATE INDEX blocks_of_blocked ON blocks (blocked_id);

-- Whom moments are for that are not for all friends of now. Several moments may share one; a
-- change of audience gives them another one.
CREATE TABLE audiences (
    id BIGINT PRIMARY KEY,
    owner_id BIGINT NOT NULL REFERENCES people (id),
    kind TEXT NOT NULL CHECK (kind IN ('friends', 'only', 'except')),
    -- Whether it stays with those in audience_readers.
    is_frozen BIGINT NOT NULL,
    -- SHA-256 of all of it, in hexadecimal: the same is kept once.
    content TEXT NOT NULL,
    UNIQUE (owner_id, content)
);
CREATE TABLE audience_people (
    audience_id BIGINT NOT NULL REFERENCES audiences (id),
    person_id BIGINT NOT NULL REFERENCES people (id),
    PRIMARY KEY (audience_id, person_id)
) /*clustered*/;
CREATE TABLE audience_tags (
    audience_id BIGINT NOT NULL REFERENCES audiences (id),
    tag_id BIGINT NOT NULL REFERENCES tags (id),
    PRIMARY KEY (audience_id, tag_id)
) /*clustered*/;
CREATE INDEX audience_tags_of_tag ON audience_tags (tag_id);
CREATE TABLE audience_readers (
    audience_id BIGINT NOT NULL REFERENCES audiences (id),
    person_id BIGINT NOT NULL REFERENCES people (id),
    PRIMARY KEY (audience_id, person_id)
) /*clustered*/;
-- Narrows an audience of friends; nothing for all friends of now.
ALTER TABLE moments ADD COLUMN audience_id BIGINT;
CREATE INDEX moments_of_audience ON moments (audience_id) WHERE audience_id IS NOT NULL;

-- What of my moments isn't older others see; 0 for all.
ALTER TABLE people ADD COLUMN shows_days BIGINT NOT NULL DEFAULT 0;
-- Whether strangers see the newest few.
ALTER TABLE people ADD COLUMN is_open BIGINT NOT NULL DEFAULT 0;
-- Whether I am suggested to others, and named to them as a common friend.
ALTER TABLE people ADD COLUMN is_suggested BIGINT NOT NULL DEFAULT 1;
-- Whether others are suggested to me by our common friends.
ALTER TABLE people ADD COLUMN uses_common_friends BIGINT NOT NULL DEFAULT 1;
