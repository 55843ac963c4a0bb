//! The rows of blocks between people. While one of two friends blocks the other, their friendship
//! isn't among the friendships: the block keeps it. It comes back when the last block between them
//! ends.

use life_circle_wire::person::Person;
use life_circle_wire::{PersonId, Timestamp};
use serde::Deserialize;

use crate::Error;
use crate::platform::db::{Connection, Sql, sql};
use crate::rules::person::{PERSON, PersonRow};

#[derive(Deserialize)]
struct BlockedRow {
    person: PersonRow,
    created_at: i64,
}

/// Up to `limit` people whom the viewer blocked before a time and an id, the last one first. Each
/// comes with the time and id that the next page begins before.
pub async fn list_blocked(
    connection: &mut Connection,
    viewer: PersonId,
    before: (i64, i64),
    limit: usize,
) -> Result<Vec<(Person, (i64, i64))>, Error> {
    let sql = sql!(
        "SELECT {PERSON}, b.created_at FROM blocks b JOIN people p ON p.id = b.blocked_id
         WHERE b.person_id = $viewer AND (b.created_at < $2 OR (b.created_at = $2 AND p.id < $3))
         ORDER BY b.created_at DESC, p.id DESC LIMIT $4"
    );
    let sql = sql.viewer(viewer).bind(before.0).bind(before.1);
    let rows: Vec<BlockedRow> = sql.bind(limit as i64).fetch_all(connection).await?;
    let blocked = |row: BlockedRow| {
        let position = (row.created_at, row.person.person_id);
        (Person::from(row.person), position)
    };
    Ok(rows.into_iter().map(blocked).collect())
}

/// Since when two people were friends, if the first blocks the second and the block keeps their
/// friendship.
pub async fn find_kept_friendship(
    connection: &mut Connection,
    person: PersonId,
    blocked: PersonId,
) -> Result<Option<Timestamp>, Error> {
    let sql = "SELECT friends_since FROM blocks
               WHERE person_id = $1 AND blocked_id = $2 AND friends_since IS NOT NULL";
    let since: Option<i64> = Sql::new(sql)
        .bind(person.0)
        .bind(blocked.0)
        .fetch_optional_scalar(connection)
        .await?;
    Ok(since.map(Timestamp))
}

/// Whether one of two people blocks the other.
pub async fn has_block_between(
    connection: &mut Connection,
    a: PersonId,
    b: PersonId,
) -> Result<bool, Error> {
    Ok(has_blocked(connection, a, b).await? || has_blocked(connection, b, a).await?)
}

/// Whether `person` blocks `other`.
pub async fn has_blocked(
    connection: &mut Connection,
    person: PersonId,
    other: PersonId,
) -> Result<bool, Error> {
    let sql = Sql::new("SELECT 1 FROM blocks WHERE person_id = $1 AND blocked_id = $2");
    sql.bind(person.0).bind(other.0).exists(connection).await
}

/// Adds a block, with the time since when the two were friends. Returns `false` if it was there.
pub async fn insert_block(
    connection: &mut Connection,
    person: PersonId,
    blocked: PersonId,
    now: Timestamp,
    since: Option<Timestamp>,
) -> Result<bool, Error> {
    let added = Sql::new(
        "INSERT INTO blocks (person_id, blocked_id, created_at, friends_since)
         VALUES ($1, $2, $3, $4) ON CONFLICT (person_id, blocked_id) DO NOTHING",
    )
    .bind(person.0)
    .bind(blocked.0)
    .bind(now.0)
    .bind(since.map(|since| since.0))
    .execute(connection)
    .await?;
    Ok(added > 0)
}

/// Deletes a block.
pub async fn delete_block(
    connection: &mut Connection,
    person: PersonId,
    blocked: PersonId,
) -> Result<(), Error> {
    Sql::new("DELETE FROM blocks WHERE person_id = $1 AND blocked_id = $2")
        .bind(person.0)
        .bind(blocked.0)
        .execute(connection)
        .await?;
    Ok(())
}

/// Lets a block keep the friendship of the two.
pub async fn set_friends_since(
    connection: &mut Connection,
    person: PersonId,
    blocked: PersonId,
    since: Timestamp,
) -> Result<(), Error> {
    Sql::new("UPDATE blocks SET friends_since = $3 WHERE person_id = $1 AND blocked_id = $2")
        .bind(person.0)
        .bind(blocked.0)
        .bind(since.0)
        .execute(connection)
        .await?;
    Ok(())
}
