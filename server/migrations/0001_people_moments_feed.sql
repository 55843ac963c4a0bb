-- The same text for SQLite and PostgreSQL, but for what stands in /*…*/: `db/migrate.rs` turns it into each one's words.
-- Times are milliseconds since 1970; ids are ordered by time.

CREATE TABLE people (
    id BIGINT PRIMARY KEY,
    handle TEXT NOT NULL UNIQUE,
    display_name TEXT NOT NULL,
    -- Lower case, for searching.
    search_name TEXT NOT NULL,
    -- The initial A–Z, or ~ for everything else, then the name in pinyin or as it is: the order of the list of friends.
    sort_key TEXT /*binary*/ NOT NULL,
    password_hash TEXT NOT NULL,
    created_at BIGINT NOT NULL
);

CREATE TABLE devices (
    id BIGINT PRIMARY KEY,
    person_id BIGINT NOT NULL REFERENCES people (id),
    -- SHA-256 of the session token, in hexadecimal.
    token_hash TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    last_seen_at BIGINT NOT NULL
);
CREATE INDEX devices_of_person ON devices (person_id);

-- Two rows for each friendship, one for either side.
CREATE TABLE friendships (
    person_id BIGINT NOT NULL REFERENCES people (id),
    friend_id BIGINT NOT NULL REFERENCES people (id),
    since BIGINT NOT NULL,
    PRIMARY KEY (person_id, friend_id)
) /*clustered*/;

-- Requests that wait. What was accepted or taken back is gone; what was ignored stays until it lapses.
CREATE TABLE friend_requests (
    id BIGINT PRIMARY KEY,
    sender_id BIGINT NOT NULL REFERENCES people (id),
    receiver_id BIGINT NOT NULL REFERENCES people (id),
    message TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    lapses_at BIGINT NOT NULL,
    ignored_at BIGINT,
    UNIQUE (sender_id, receiver_id)
);
CREATE INDEX friend_requests_of_receiver ON friend_requests (receiver_id, id);

CREATE TABLE moments (
    id BIGINT PRIMARY KEY,
    author_id BIGINT NOT NULL REFERENCES people (id),
    text TEXT NOT NULL,
    audience TEXT NOT NULL CHECK (audience IN ('friends', 'only_me')),
    created_at BIGINT NOT NULL,
    deleted_at BIGINT
);
CREATE INDEX moments_of_author ON moments (author_id, id);
CREATE INDEX moments_deleted ON moments (deleted_at) WHERE deleted_at IS NOT NULL;

-- How far each person's feed has come, and how far they have looked.
CREATE TABLE feeds (
    person_id BIGINT NOT NULL PRIMARY KEY REFERENCES people (id),
    last_arrival BIGINT NOT NULL,
    seen_arrival BIGINT NOT NULL,
    seen_at BIGINT,
    activity_seen_at BIGINT
) /*clustered*/;

-- Whose feed a moment stands in, whatever its audience: what may be seen is decided when somebody looks.
CREATE TABLE timeline (
    person_id BIGINT NOT NULL,
    moment_id BIGINT NOT NULL,
    -- The number of the arrival in this feed; 0 for what came with a new friendship.
    arrival BIGINT NOT NULL,
    PRIMARY KEY (person_id, moment_id)
) /*clustered*/;
CREATE INDEX timeline_arrivals ON timeline (person_id, arrival) WHERE arrival > 0;

CREATE TABLE likes (
    moment_id BIGINT NOT NULL REFERENCES moments (id),
    person_id BIGINT NOT NULL REFERENCES people (id),
    -- Ordered by time.
    id BIGINT NOT NULL,
    moment_author_id BIGINT NOT NULL,
    PRIMARY KEY (moment_id, person_id)
) /*clustered*/;
CREATE INDEX likes_for_author ON likes (moment_author_id, id);

CREATE TABLE comments (
    id BIGINT PRIMARY KEY,
    moment_id BIGINT NOT NULL REFERENCES moments (id),
    moment_author_id BIGINT NOT NULL,
    author_id BIGINT NOT NULL REFERENCES people (id),
    -- Whom it replies to; the comment replied to may be gone.
    reply_to_id BIGINT REFERENCES people (id),
    text TEXT NOT NULL
);
CREATE INDEX comments_of_moment ON comments (moment_id, id);
CREATE INDEX comments_for_author ON comments (moment_author_id, id);

-- What each key created, for good: a repeat finds it again.
CREATE TABLE idempotency_keys (
    person_id BIGINT NOT NULL,
    key TEXT NOT NULL,
    -- SHA-256 of the request, in hexadecimal.
    request_hash TEXT NOT NULL,
    created_id BIGINT NOT NULL,
    PRIMARY KEY (person_id, key)
) /*clustered*/;
