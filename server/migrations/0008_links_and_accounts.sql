-- Links that make their followers friends of their maker. One without a maker is the operator's, for signing up alone.
CREATE TABLE links (
    id BIGINT PRIMARY KEY,
    owner_id BIGINT REFERENCES people (id),
    -- Its owner is shown it again, so it isn't hashed.
    secret TEXT NOT NULL UNIQUE,
    created_at BIGINT NOT NULL,
    lapses_at BIGINT NOT NULL,
    people_most BIGINT NOT NULL,
    people_count BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX links_of_owner ON links (owner_id);
-- Who followed a link: once, so that whoever was removed since isn't a friend again.
CREATE TABLE link_followers (
    link_id BIGINT NOT NULL REFERENCES links (id),
    person_id BIGINT NOT NULL REFERENCES people (id),
    PRIMARY KEY (link_id, person_id)
) /*clustered*/;
CREATE INDEX link_followers_by_person ON link_followers (person_id);

-- An account that is away isn't there for anybody: its owner left and it is deleted at this time, or the operator
-- suspended it. Its friendships wait in `parted`.
ALTER TABLE people ADD COLUMN leaves_at BIGINT;
ALTER TABLE people ADD COLUMN suspended_at BIGINT;
CREATE INDEX people_leaving ON people (leaves_at) WHERE leaves_at IS NOT NULL;
CREATE TABLE parted (
    -- Who is away.
    person_id BIGINT NOT NULL REFERENCES people (id),
    friend_id BIGINT NOT NULL REFERENCES people (id),
    since BIGINT NOT NULL,
    PRIMARY KEY (person_id, friend_id)
) /*clustered*/;
CREATE INDEX parted_of_friend ON parted (friend_id);

-- SHA-256 of the handles of deleted accounts, in hexadecimal: nobody takes them and pretends to be who is gone.
CREATE TABLE retired_handles (
    hash TEXT NOT NULL PRIMARY KEY
) /*clustered*/;

CREATE TABLE recovery_codes (
    person_id BIGINT NOT NULL REFERENCES people (id),
    -- SHA-256 of the code, in hexadecimal.
    hash TEXT NOT NULL,
    -- Only the operator's lapse.
    lapses_at BIGINT,
    PRIMARY KEY (person_id, hash)
) /*clustered*/;

CREATE TABLE passkeys (
    id BIGINT PRIMARY KEY,
    person_id BIGINT NOT NULL REFERENCES people (id),
    -- In base64url.
    credential_id TEXT NOT NULL UNIQUE,
    -- JSON of the library that verifies it.
    credential TEXT NOT NULL,
    name TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    used_at BIGINT
);
CREATE INDEX passkeys_of_person ON passkeys (person_id);

-- What a browser's authenticator was asked to do.
CREATE TABLE ceremonies (
    -- SHA-256 of its secret, in hexadecimal.
    hash TEXT NOT NULL PRIMARY KEY,
    -- Who makes a passkey; nobody yet when signing in.
    person_id BIGINT REFERENCES people (id),
    -- JSON of the library that verifies it.
    state TEXT NOT NULL,
    lapses_at BIGINT NOT NULL
) /*clustered*/;

CREATE TABLE reports (
    id BIGINT PRIMARY KEY,
    -- Nothing once the reporter's account is deleted.
    reporter_id BIGINT,
    person_id BIGINT NOT NULL,
    -- The handle then.
    handle TEXT NOT NULL,
    moment_id BIGINT,
    comment_id BIGINT,
    -- What it said then.
    text TEXT NOT NULL,
    reason TEXT NOT NULL,
    note TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    closed_at BIGINT
);
CREATE INDEX reports_open ON reports (id) WHERE closed_at IS NULL;

-- What the operator did about accounts and reports.
CREATE TABLE operator_log (
    id BIGINT PRIMARY KEY,
    at BIGINT NOT NULL,
    action TEXT NOT NULL,
    report_id BIGINT,
    subject TEXT NOT NULL,
    note TEXT NOT NULL
);

-- Whether a reply was to somebody whose account is deleted: only its author and the moment's go on seeing it.
ALTER TABLE comments ADD COLUMN target_is_gone BIGINT NOT NULL DEFAULT 0;

-- For deleting all of one person.
CREATE INDEX likes_of_person ON likes (person_id);
CREATE INDEX comments_of_author ON comments (author_id);
CREATE INDEX comments_to_person ON comments (reply_to_id) WHERE reply_to_id IS NOT NULL;
CREATE INDEX notifications_of_actor ON notifications (actor_id);
