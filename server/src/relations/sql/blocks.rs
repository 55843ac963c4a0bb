//! Blocks between people. While one of two friends blocks the other, their friendship isn't among
//! the friendships: the block keeps it. It comes back when the last block between them ends.

use life_circle_wire::people::Person;
use life_circle_wire::{PersonId, Timestamp};
use sqlx::{AnyConnection, AssertSqlSafe, FromRow};

use super::departures::is_away;
use super::{departures, friends, friendships, requests};
use crate::Error;
use crate::people::sql::people::{PERSON, PersonRow};
use crate::platform::db::Write;

/// Whether `p` is hidden from the viewer `$1`: one of them blocks the other, or `p` is away.
pub(crate) const IS_HIDDEN: &str = concat!(
    "(EXISTS (SELECT 1 FROM blocks b WHERE (b.person_id = $1 AND b.blocked_id = p.id) \
    OR (b.person_id = p.id AND b.blocked_id = $1)) OR ",
    is_away!(),
    ")"
);

#[derive(FromRow)]
struct BlockedRow {
    #[sqlx(flatten)]
    person: PersonRow,
    created_at: i64,
}

/// Up to `limit` people whom the viewer blocked before a time and an id, the last one first. Each
/// comes with the time and id that the next page begins before.
pub async fn list_blocked(
    connection: &mut AnyConnection,
    viewer: PersonId,
    before: (i64, i64),
    limit: usize,
) -> Result<Vec<(Person, (i64, i64))>, Error> {
    let sql = format!(
        "SELECT {PERSON}, b.created_at FROM blocks b JOIN people p ON p.id = b.blocked_id
         WHERE b.person_id = $1 AND (b.created_at < $2 OR (b.created_at = $2 AND p.id < $3))
         ORDER BY b.created_at DESC, p.id DESC LIMIT $4"
    );
    let query = sqlx::query_as(AssertSqlSafe(sql))
        .bind(viewer.0)
        .bind(before.0)
        .bind(before.1);
    let rows: Vec<BlockedRow> = query.bind(limit as i64).fetch_all(connection).await?;
    let blocked = |row: BlockedRow| {
        let place = (row.created_at, row.person.person_id);
        (Person::from(row.person), place)
    };
    Ok(rows.into_iter().map(blocked).collect())
}

/// The block of one person by another; `None` if there is none. The inner value says since when the
/// two were friends, if the block keeps a friendship.
async fn find_block(
    connection: &mut AnyConnection,
    person: PersonId,
    blocked: PersonId,
) -> Result<Option<Option<Timestamp>>, Error> {
    let sql = "SELECT friends_since FROM blocks WHERE person_id = $1 AND blocked_id = $2";
    let since: Option<Option<i64>> = sqlx::query_scalar(sql)
        .bind(person.0)
        .bind(blocked.0)
        .fetch_optional(connection)
        .await?;
    Ok(since.map(|since| since.map(Timestamp)))
}

/// Whether one of two people blocks the other.
pub async fn has_block_between(
    connection: &mut AnyConnection,
    a: PersonId,
    b: PersonId,
) -> Result<bool, Error> {
    Ok(has_blocked(connection, a, b).await? || has_blocked(connection, b, a).await?)
}

/// Whether `person` blocks `other`.
pub async fn has_blocked(
    connection: &mut AnyConnection,
    person: PersonId,
    other: PersonId,
) -> Result<bool, Error> {
    Ok(find_block(connection, person, other).await?.is_some())
}

/// Adds a block. Ends the requests and the friendship between the two; the block keeps the
/// friendship. Call [`Write::lock_people`] with both first.
pub async fn insert_block(
    write: &mut Write,
    person: PersonId,
    blocked: PersonId,
    now: Timestamp,
) -> Result<(), Error> {
    let since = friends::find_friends_since(write, person, blocked).await?;
    let added = sqlx::query(
        "INSERT INTO has_blocked (person_id, blocked_id, created_at, friends_since) VALUES ($1, $2, \
            $3, $4)
         ON CONFLICT (person_id, blocked_id) DO NOTHING",
    )
    .bind(person.0)
    .bind(blocked.0)
    .bind(now.0)
    .bind(since.map(|since| since.0))
    .execute(&mut **write)
    .await?;
    if added.rows_affected() == 0 {
        return Ok(());
    }
    requests::withdraw_requests(write, person, Some(blocked), now).await?;
    if since.is_some() {
        friendships::delete_friendship(write, person, blocked).await?;
    }
    Ok(())
}

/// Ends a block. The friendship that it kept comes back; if the other person blocks, too, their
/// block keeps it instead. Call [`Write::lock_people`] with both first.
pub async fn delete_block(
    write: &mut Write,
    person: PersonId,
    blocked: PersonId,
    now: Timestamp,
) -> Result<(), Error> {
    let Some(since) = find_block(write, person, blocked).await? else {
        return Ok(());
    };
    sqlx::query("DELETE FROM blocks WHERE person_id = $1 AND blocked_id = $2")
        .bind(person.0)
        .bind(blocked.0)
        .execute(&mut **write)
        .await?;
    let Some(since) = since else { return Ok(()) };
    if has_blocked(write, blocked, person).await? {
        sqlx::query(
            "UPDATE blocks SET friends_since = $3 WHERE person_id = $1 AND blocked_id = $2",
        )
        .bind(blocked.0)
        .bind(person.0)
        .bind(since.0)
        .execute(&mut **write)
        .await?;
        return Ok(());
    }
    departures::restore_friendship(write, person, blocked, since, now).await
}
