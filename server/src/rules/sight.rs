//! The moments of an author that each friend can see, computed before and after a change. Only
//! friends for whom the two differ are told: telling everybody would reveal that a private list was
//! edited. Other people may now see fewer or more likes and comments of these friends; they find
//! out when they read again.

use std::collections::HashSet;

use life_circle_wire::privacy::AlbumWindow;
use life_circle_wire::{PersonId, TagId, Timestamp};

use super::visibility::{IS_SHOWN, is_for};
use crate::Error;
use crate::platform::db::{Connection, Fragment, NAMED_MOST, Write, fragment, sql};
use crate::platform::news::News;

/// Most people in one piece of news: `NOTIFY` carries at most 8,000 bytes.
const TOLD_AT_ONCE_MOST: usize = 300;

/// Pairs of a kind of the author's moments and a friend who sees it. Moments with the same audience
/// are one kind, because the same friends see them.
pub type VisibleKinds = HashSet<(i64, PersonId)>;

/// The kinds of moments that one friend sees.
pub async fn list_visible_to_friend(
    connection: &mut Connection,
    author: PersonId,
    friend: PersonId,
    now: Timestamp,
) -> Result<VisibleKinds, Error> {
    list_visible(connection, author, now, IS_SHOWN.into(), &[], &[friend]).await
}

/// The kinds of moments that some people see, as far as they are friends, among the moments whose
/// audience follows a tag.
pub async fn list_visible_by_tag(
    connection: &mut Connection,
    author: PersonId,
    tag: TagId,
    people: &[PersonId],
    now: Timestamp,
) -> Result<VisibleKinds, Error> {
    let follows = fragment!(
        "{IS_SHOWN}
         AND m.audience_id IN (
             SELECT aim.audience_id FROM audience_tags aim
             JOIN audiences live ON live.id = aim.audience_id
             WHERE aim.tag_id = $3 AND live.is_frozen = 0)"
    );
    let mut visible = VisibleKinds::new();
    for people in people.chunks(NAMED_MOST) {
        let follows = follows.clone();
        visible.extend(list_visible(connection, author, now, follows, &[tag.0], people).await?);
    }
    Ok(visible)
}

/// Friends who see a moment through one of two album windows that they don't see through the other.
pub async fn list_affected(
    connection: &mut Connection,
    author: PersonId,
    windows: [AlbumWindow; 2],
    now: Timestamp,
) -> Result<Vec<PersonId>, Error> {
    let [begin, end] = {
        let mut begins = windows.map(|window| window.begins_at(now).map_or(0, |time| time.0));
        begins.sort_unstable();
        begins
    };
    if begin == end {
        return Ok(Vec::new());
    }
    let sql = sql!(
        "SELECT f.friend_id FROM friendships f WHERE f.person_id = $1 AND EXISTS
             (SELECT 1 FROM moments m WHERE m.author_id = $1 AND m.deleted_at IS NULL
              AND m.created_at >= $2 AND m.created_at < $3 AND {is_reader})",
        is_reader = is_for("f.friend_id")
    );
    let sql = sql.bind(author.0).bind(begin).bind(end);
    let friends: Vec<i64> = sql.fetch_scalars(connection).await?;
    Ok(friends.into_iter().map(PersonId).collect())
}

/// The kinds of moments that each of the people sees, if they are friends. `which` is a condition
/// on the moments; it binds `values` from `$3` on.
async fn list_visible(
    connection: &mut Connection,
    author: PersonId,
    now: Timestamp,
    which: Fragment,
    values: &[i64],
    people: &[PersonId],
) -> Result<VisibleKinds, Error> {
    let sql = sql!(
        "SELECT kind.audience_id, f.friend_id
         FROM (
             SELECT MIN(m.id) AS id, COALESCE(m.audience_id, 0) AS audience_id FROM moments m
             WHERE m.author_id = $1 AND m.deleted_at IS NULL AND m.audience = 'friends'
                 AND {which}
             GROUP BY m.audience_id) kind
         JOIN moments m ON m.id = kind.id
         JOIN friendships f ON f.person_id = m.author_id AND f.friend_id IN ($list)
         WHERE {is_reader}",
        which = which,
        is_reader = is_for("f.friend_id"),
    );
    let sql = sql.bind(author.0).now(now);
    let sql = values.iter().fold(sql, |sql, value| sql.bind(*value));
    let sql = sql.list(people.iter().map(|person| person.0));
    let rows: Vec<(i64, i64)> = sql.fetch_all(connection).await?;
    Ok(rows
        .into_iter()
        .map(|(kind, friend)| (kind, PersonId(friend)))
        .collect())
}

/// Tells the friends for whom `before` and `after` differ, and the author's own devices.
pub fn tell_differences(
    write: &mut Write,
    author: PersonId,
    before: &VisibleKinds,
    after: &VisibleKinds,
) {
    let friends: HashSet<PersonId> = before
        .symmetric_difference(after)
        .map(|(_, friend)| *friend)
        .collect();
    tell_friends(write, author, friends);
}

/// Tells these friends, and the author's own devices, that what they see has changed.
pub fn tell_friends(
    write: &mut Write,
    author: PersonId,
    friends: impl IntoIterator<Item = PersonId>,
) {
    let people: Vec<PersonId> = [author].into_iter().chain(friends).collect();
    for people in people.chunks(TOLD_AT_ONCE_MOST) {
        write.tell(News::VisibilityChanged(people.to_vec()));
    }
}
