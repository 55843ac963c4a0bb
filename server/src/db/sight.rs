//! Which moments of an author's friends see: asked before and behind a change, so that those alone are told for whom it
//! changes something. Who heard of any change would learn of lists that they must not know. Others may see fewer likes and
//! comments now, or more: those of the friends whom the change is about. They find that when they read again.

use std::collections::HashSet;

use life_circle_wire::privacy::AlbumWindow;
use life_circle_wire::{PersonId, TagId, Timestamp};
use sqlx::{AnyConnection, AssertSqlSafe};

use super::Write;
use super::visibility::{IS_SHOWN, is_for};
use crate::Error;
use crate::news::News;

/// People whom one piece of news names: what `NOTIFY` carries is limited to 8,000 bytes.
const TOLD_AT_ONCE_MOST: usize = 300;

/// Kinds of an author's moments, and friends who see them: those of one audience are seen by the same.
pub type Sight = HashSet<(i64, PersonId)>;

/// What one friend sees.
pub async fn of_friend(
    connection: &mut AnyConnection,
    author: PersonId,
    friend: PersonId,
    now: Timestamp,
) -> Result<Sight, Error> {
    read(connection, author, now, IS_SHOWN, "f.friend_id = $3", &[friend.0]).await
}

/// What friends see of the moments that follow a tag.
pub async fn by_tag(
    connection: &mut AnyConnection,
    author: PersonId,
    tag: TagId,
    now: Timestamp,
) -> Result<Sight, Error> {
    let follows = format!(
        "{IS_SHOWN} AND m.audience_id IN (SELECT aim.audience_id FROM audience_tags aim
             JOIN audiences live ON live.id = aim.audience_id WHERE aim.tag_id = $3 AND live.is_frozen = 0)"
    );
    read(connection, author, now, &follows, "1 = 1", &[tag.0]).await
}

/// What friends see through one window of an author's moments and not through another.
pub async fn between(
    connection: &mut AnyConnection,
    author: PersonId,
    windows: [AlbumWindow; 2],
    now: Timestamp,
) -> Result<Sight, Error> {
    let mut begins = windows.map(|window| window.begins_at(now).map_or(0, |time| time.0));
    begins.sort_unstable();
    // PostgreSQL takes no value that a statement doesn't use.
    read(connection, author, now, "m.created_at >= $3 AND m.created_at < $4 AND $2 > 0", "1 = 1", &begins).await
}

/// `which` moments are seen by which of the friends; both conditions bind their values from `$3` on.
async fn read(
    connection: &mut AnyConnection,
    author: PersonId,
    now: Timestamp,
    which: &str,
    whom: &str,
    values: &[i64],
) -> Result<Sight, Error> {
    let sql = format!(
        "SELECT kind.audience_id, f.friend_id
         FROM (SELECT MIN(m.id) AS id, COALESCE(m.audience_id, 0) AS audience_id FROM moments m
               WHERE m.author_id = $1 AND m.deleted_at IS NULL AND m.audience = 'friends' AND {which}
               GROUP BY m.audience_id) kind
         JOIN moments m ON m.id = kind.id JOIN friendships f ON f.person_id = m.author_id AND {whom}
         WHERE {}",
        is_for("f.friend_id")
    );
    let mut query = sqlx::query_as(AssertSqlSafe(sql)).bind(author.0).bind(now.0);
    for value in values {
        query = query.bind(*value);
    }
    let rows: Vec<(i64, i64)> = query.fetch_all(connection).await?;
    Ok(rows.into_iter().map(|(kind, friend)| (kind, PersonId(friend))).collect())
}

/// Those for whom one is not the other.
pub fn difference(before: &Sight, after: &Sight) -> HashSet<PersonId> {
    before.symmetric_difference(after).map(|(_, friend)| *friend).collect()
}

/// Tells these friends, and the author's own devices, that what they see has changed.
pub fn tell(write: &mut Write, author: PersonId, friends: impl IntoIterator<Item = PersonId>) {
    let people: Vec<PersonId> = [author].into_iter().chain(friends).collect();
    for people in people.chunks(TOLD_AT_ONCE_MOST) {
        write.tell(News::Sight(people.to_vec()));
    }
}
