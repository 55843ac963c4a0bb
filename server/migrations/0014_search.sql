-- The words by which each moment is found (crates/wire/src/search.rs), by author: a search reads those of the
-- searcher's friends, however many other moments there are.
CREATE TABLE moment_words (
    author_id BIGINT NOT NULL,
    word TEXT /*binary*/ NOT NULL,
    moment_id BIGINT NOT NULL,
    PRIMARY KEY (author_id, word, moment_id)
) /*clustered*/;

-- Moments from before this table get their words later, a few at a time.
ALTER TABLE moments ADD COLUMN has_words BIGINT NOT NULL DEFAULT 0;
CREATE INDEX moments_without_words ON moments (id) WHERE has_words = 0;
