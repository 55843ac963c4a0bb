-- Friends whom an author reminded to look at a moment, in the author's order.
CREATE TABLE reminders (
    moment_id BIGINT NOT NULL REFERENCES moments (id),
    place BIGINT NOT NULL,
    person_id BIGINT NOT NULL REFERENCES people (id),
    PRIMARY KEY (moment_id, place)
) /*clustered*/;
