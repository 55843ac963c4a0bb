//! The words by which moments are found.

use std::collections::BTreeSet;

use life_circle_wire::search::{Term, words_of_moment};
use life_circle_wire::{MomentId, PersonId};
use serde::Deserialize;

use crate::platform::db::{Connection, Fragment, Sql, Write, fragment, sql};
use crate::{Error, fold};

/// The people whose moments the viewer searches, as ids: those whose moments are in the viewer's
/// feed.
const AUTHORS: &str = "(
    SELECT CAST($viewer AS BIGINT) AS id
    UNION ALL SELECT f.friend_id FROM friendships f
    WHERE f.person_id = $viewer AND NOT EXISTS (
        SELECT 1 FROM friend_details tired
        WHERE tired.person_id = $viewer AND tired.friend_id = f.friend_id
            AND tired.hides_theirs = 1))";
/// Terms that the statement has room for. A moment that is found has all terms; the caller checks
/// the others.
const TERMS_MOST: usize = 4;
/// Words that one statement writes.
const WORDS_MOST: usize = 500;

/// Stores the words that a moment has now, in place of those that it had before.
pub async fn set_words(
    connection: &mut Connection,
    author: PersonId,
    moment: MomentId,
    before: &BTreeSet<String>,
    now: &BTreeSet<String>,
) -> Result<(), Error> {
    for word in before.difference(now) {
        let sql = "DELETE FROM moment_words
                   WHERE author_id = $1 AND word = $2 AND moment_id = $3";
        Sql::new(sql)
            .bind(author.0)
            .bind(word.as_str())
            .bind(moment.0)
            .execute(connection)
            .await?;
    }
    let new: Vec<[&str; 1]> = now.difference(before).map(|word| [word.as_str()]).collect();
    for some in new.chunks(WORDS_MOST) {
        let sql = "INSERT INTO moment_words (author_id, word, moment_id)
                   VALUES $rows
                   ON CONFLICT (author_id, word, moment_id) DO NOTHING";
        let sql = Sql::new(sql).bind(author.0).bind(moment.0);
        sql.rows("($1, $a, $2)", some.iter().copied())
            .execute(connection)
            .await?;
    }
    Ok(())
}

/// What a found moment must fulfil, apart from being visible.
pub struct Wanted<'a> {
    /// The words that it has.
    pub terms: &'a [Term],
    /// Its author; `None` for any of the viewer's friends, and the viewer.
    pub author: Option<PersonId>,
    /// Whether it has photos.
    pub has_photos: bool,
    /// The smallest id that it may have.
    pub from: i64,
    /// Its id is smaller.
    pub before: i64,
}

/// The ids of up to `limit` moments that fulfil this, the newest first, whether the viewer can see
/// them or not: show none of them without asking [`super::moments::list_visible`].
pub async fn list_candidates(
    connection: &mut Connection,
    viewer: PersonId,
    wanted: &Wanted<'_>,
    limit: usize,
) -> Result<Vec<i64>, Error> {
    let mut terms: Vec<&Term> = wanted.terms.iter().collect();
    // The longest is the rarest, as a rule.
    terms.sort_by_key(|term| std::cmp::Reverse(term.from.len()));
    let Some((first, others)) = terms.split_first() else {
        return list_without_words(connection, viewer, wanted, limit).await;
    };
    let sql = sql!(
        "SELECT w.moment_id FROM {AUTHORS} a
         JOIN moment_words w ON w.author_id = a.id AND w.word BETWEEN $1 AND $2
         WHERE w.moment_id < $3 AND w.moment_id >= $4
             AND (CAST($5 AS BIGINT) = 0 OR a.id = $5)
             AND (CAST($6 AS BIGINT) = 0
                 OR EXISTS (SELECT 1 FROM photos WHERE photos.moment_id = w.moment_id))
             AND {has_second} AND {has_third} AND {has_fourth}
         GROUP BY w.moment_id
         ORDER BY w.moment_id DESC LIMIT $7",
        has_second = has_term("$8", "$9"),
        has_third = has_term("$10", "$11"),
        has_fourth = has_term("$12", "$13"),
    );
    let mut sql = sql
        .bind(first.from.as_str())
        .bind(first.to.as_str())
        .bind(wanted.before)
        .bind(wanted.from)
        .bind(wanted.author.map_or(0, |author| author.0))
        .bind(i64::from(wanted.has_photos))
        .bind(limit as i64);
    for number in 0..TERMS_MOST - 1 {
        let term = others.get(number);
        sql = sql
            .bind(term.map_or("", |term| &term.from))
            .bind(term.map_or("", |term| &term.to));
    }
    sql.viewer(viewer).fetch_scalars(connection).await
}

/// Whether a moment `w` has a word within a term; `''` stands for no term.
fn has_term(from: &'static str, to: &'static str) -> Fragment {
    fragment!(
        "(CAST({from} AS TEXT) = '' OR EXISTS (
             SELECT 1 FROM moment_words o
             WHERE o.author_id = w.author_id AND o.word BETWEEN {from} AND {to}
                 AND o.moment_id = w.moment_id))",
        from = from,
        to = to,
    )
}

/// Like [`list_candidates`], if there are no words: it begins with what leaves the fewest.
async fn list_without_words(
    connection: &mut Connection,
    viewer: PersonId,
    wanted: &Wanted<'_>,
    limit: usize,
) -> Result<Vec<i64>, Error> {
    let sql = match (wanted.author, wanted.has_photos) {
        (Some(author), has_photos) => sql!(
            "SELECT m.id FROM moments m
             WHERE m.author_id = {author} AND m.author_id IN (SELECT a.id FROM {AUTHORS} a)
                 AND m.id < $1 AND m.id >= $2
                 AND ({any} = 1
                     OR EXISTS (SELECT 1 FROM photos WHERE photos.moment_id = m.id))
             ORDER BY m.id DESC LIMIT $3",
            author = author.0,
            any = i64::from(!has_photos),
        ),
        (None, true) => sql!(
            "SELECT DISTINCT photos.moment_id FROM {AUTHORS} a
             JOIN photos ON photos.owner_id = a.id
             WHERE photos.moment_id < $1 AND photos.moment_id >= $2
             ORDER BY photos.moment_id DESC LIMIT $3"
        ),
        (None, false) => sql!(
            "SELECT m.id FROM {AUTHORS} a
             JOIN moments m ON m.author_id = a.id
             WHERE m.id < $1 AND m.id >= $2
             ORDER BY m.id DESC LIMIT $3"
        ),
    };
    sql.bind(wanted.before)
        .bind(wanted.from)
        .bind(limit as i64)
        .viewer(viewer)
        .fetch_scalars(connection)
        .await
}

#[derive(Deserialize)]
struct Unread {
    id: i64,
    author_id: i64,
    text: String,
    place: String,
}

/// Stores the words of some moments that have none yet, the newest first. Returns how many.
pub async fn add_missing(write: &mut Write, most: usize) -> Result<usize, Error> {
    let sql = sql!(
        "SELECT id, author_id, text, place FROM moments
         WHERE has_words = 0 ORDER BY id DESC LIMIT $1{for_update}",
        for_update = write.for_update(),
    );
    let moments: Vec<Unread> = sql.bind(most as i64).fetch_all(write).await?;
    for moment in &moments {
        let words = words_of_moment(&moment.text, &moment.place, fold);
        let author = PersonId(moment.author_id);
        let none = BTreeSet::new();
        set_words(write, author, MomentId(moment.id), &none, &words).await?;
        Sql::new("UPDATE moments SET has_words = 1 WHERE id = $1")
            .bind(moment.id)
            .execute(write)
            .await?;
    }
    Ok(moments.len())
}
