-- A request that was ignored and then taken back: whom it was sent to goes on not being asked until it lapses.
ALTER TABLE friend_requests ADD COLUMN withdrawn_at BIGINT;

-- For the sweep.
CREATE INDEX friend_requests_lapsing ON friend_requests (lapses_at);
CREATE INDEX devices_unused ON devices (last_seen_at);

-- Feeds hold only what is for them: no moments of others for nobody but themselves, and no deleted ones.
DELETE FROM timeline WHERE NOT EXISTS (
    SELECT 1 FROM moments m WHERE m.id = timeline.moment_id AND (m.audience = 'friends' OR m.author_id = timeline.person_id)
);
