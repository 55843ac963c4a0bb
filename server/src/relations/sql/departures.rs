//! Accounts that are away: the owner left, or the operator suspended the account. Nobody sees
//! anything of them. Their friendships are kept in `parted`, and come back with them.

use life_circle_wire::{Handle, PersonId, Timestamp};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::Error;
use crate::hex::hex;
use crate::platform::db::{Connection, Sql, erasures, fragment, sql};
use crate::rules::hidden::IS_AWAY;

/// Why an account is away.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Absence {
    /// When the account is deleted, if its owner left.
    pub leaves_at: Option<i64>,
    /// Since when the account is suspended, if it is.
    pub suspended_at: Option<i64>,
}

impl Absence {
    /// Whether the account is away for any reason.
    pub const fn is_away(self) -> bool {
        self.leaves_at.is_some() || self.suspended_at.is_some()
    }
}

/// Whether an account is away, and why.
pub async fn read_absence(connection: &mut Connection, person: PersonId) -> Result<Absence, Error> {
    let sql = "SELECT leaves_at, suspended_at FROM people WHERE id = $1";
    let absence: Option<Absence> = Sql::new(sql)
        .bind(person.0)
        .fetch_optional(connection)
        .await?;
    Ok(absence.unwrap_or_default())
}

/// Keeps a friendship in `parted` until the person who is away comes back.
pub async fn insert_parted(
    connection: &mut Connection,
    away: PersonId,
    friend: PersonId,
    since: Timestamp,
) -> Result<(), Error> {
    Sql::new(
        "INSERT INTO parted (person_id, friend_id, since)
         VALUES ($1, $2, $3)
         ON CONFLICT DO NOTHING",
    )
    .bind(away.0)
    .bind(friend.0)
    .bind(since.0)
    .execute(connection)
    .await?;
    Ok(())
}

/// Sets why an account is away, or that it is back.
pub async fn update_absence(
    connection: &mut Connection,
    person: PersonId,
    absence: Absence,
) -> Result<(), Error> {
    Sql::new("UPDATE people SET leaves_at = $2, suspended_at = $3 WHERE id = $1")
        .bind(person.0)
        .bind(absence.leaves_at)
        .bind(absence.suspended_at)
        .execute(connection)
        .await?;
    Ok(())
}

/// Copies the friendships of somebody who goes away to `parted`.
pub async fn insert_all_parted(connection: &mut Connection, person: PersonId) -> Result<(), Error> {
    Sql::new(
        "INSERT INTO parted (person_id, friend_id, since)
         SELECT person_id, friend_id, since FROM friendships
         WHERE person_id = $1 ON CONFLICT DO NOTHING",
    )
    .bind(person.0)
    .execute(connection)
    .await?;
    Ok(())
}

/// Removes from `parted` the friendships of somebody who is back. Returns each friend, and when the
/// friendship began. A friendship with somebody who is away themselves stays until they are back.
pub async fn take_parted(
    connection: &mut Connection,
    person: PersonId,
) -> Result<Vec<(i64, i64)>, Error> {
    let away =
        fragment!("EXISTS (SELECT 1 FROM people p WHERE p.id = parted.friend_id AND {IS_AWAY})");
    let wait = sql!(
        "INSERT INTO parted (person_id, friend_id, since)
         SELECT friend_id, person_id, since FROM parted
         WHERE person_id = $1 AND {away} ON CONFLICT DO NOTHING",
        away = away.clone(),
    );
    wait.bind(person.0).execute(connection).await?;
    let sql = sql!(
        "DELETE FROM parted WHERE person_id = $1 AND NOT {away} RETURNING friend_id, since",
        away = away,
    );
    let back: Vec<(i64, i64)> = sql.bind(person.0).fetch_all(connection).await?;
    Sql::new("DELETE FROM parted WHERE person_id = $1")
        .bind(person.0)
        .execute(connection)
        .await?;
    Ok(back)
}

/// Some accounts whose owners left, and whose time to come back is over.
pub async fn list_due(connection: &mut Connection, now: Timestamp) -> Result<Vec<PersonId>, Error> {
    let sql = "SELECT id FROM people WHERE leaves_at IS NOT NULL AND leaves_at <= $1 LIMIT 20";
    let ids: Vec<i64> = Sql::new(sql).bind(now.0).fetch_scalars(connection).await?;
    Ok(ids.into_iter().map(PersonId).collect())
}

/// Whether a handle belonged to a deleted account.
pub async fn is_retired(connection: &mut Connection, handle: &Handle) -> Result<bool, Error> {
    let sql = Sql::new("SELECT 1 FROM retired_handles WHERE hash = $1");
    let sql = sql.bind(hash_handle(handle.as_str()));
    sql.exists(connection).await
}

/// The hashes of the handles of all deleted accounts.
pub async fn list_retired(connection: &mut Connection) -> Result<Vec<String>, Error> {
    let sql = Sql::new("SELECT hash FROM retired_handles");
    sql.fetch_scalars(connection).await
}

/// Retires the handle with this hash: nobody can have it any more.
pub async fn insert_retired(connection: &mut Connection, hash: &str) -> Result<(), Error> {
    let sql = "INSERT INTO retired_handles (hash) VALUES ($1) ON CONFLICT (hash) DO NOTHING";
    Sql::new(sql).bind(hash).execute(connection).await?;
    Ok(())
}

/// All accounts that are away.
pub async fn list_away(connection: &mut Connection) -> Result<Vec<(i64, Absence)>, Error> {
    let sql = sql!("SELECT p.id, p.leaves_at, p.suspended_at FROM people p WHERE {IS_AWAY}");
    let rows: Vec<(i64, Option<i64>, Option<i64>)> = sql.fetch_all(connection).await?;
    let absence = |(id, leaves_at, suspended_at)| {
        let absence = Absence {
            leaves_at,
            suspended_at,
        };
        (id, absence)
    };
    Ok(rows.into_iter().map(absence).collect())
}

fn hash_handle(handle: &str) -> String {
    hex(&Sha256::digest(handle.as_bytes()))
}

const MOMENTS: &str = "(SELECT id FROM moments WHERE author_id = $1)";
const AUDIENCES: &str = "(SELECT id FROM audiences WHERE owner_id = $1)";

/// Deletes an account and everything in it. Replies of others to its comments stay.
pub async fn erase_account(connection: &mut Connection, person: PersonId) -> Result<(), Error> {
    let sql = "SELECT handle FROM people WHERE id = $1";
    let handle: String = Sql::new(sql)
        .bind(person.0)
        .fetch_scalar(connection)
        .await?;
    insert_retired(connection, &hash_handle(&handle)).await?;
    for sql in list_erasures() {
        sql.bind(person.0).execute(connection).await?;
    }
    erasures::record_erased(connection, &[person.0]).await
}

/// The statements that delete everything of the account `$1`, in the order of their references.
fn list_erasures() -> Vec<Sql> {
    vec![
        Sql::new(
            "INSERT INTO photo_garbage (content)
             SELECT DISTINCT content FROM photos
             WHERE owner_id = $1
             ON CONFLICT (content) DO NOTHING",
        ),
        Sql::new("UPDATE people SET avatar_id = NULL, cover_id = NULL WHERE id = $1"),
        // Feeds of former friends keep rows that show nothing.
        sql!(
            "DELETE FROM timeline
             WHERE moment_id IN {MOMENTS}
                 AND person_id IN (SELECT friend_id FROM parted WHERE person_id = $1)"
        ),
        Sql::new("DELETE FROM timeline WHERE person_id = $1"),
        sql!(
            "DELETE FROM notifications
             WHERE person_id = $1 OR actor_id = $1 OR moment_id IN {MOMENTS}"
        ),
        sql!("DELETE FROM mutes WHERE person_id = $1 OR moment_id IN {MOMENTS}"),
        sql!("DELETE FROM topics WHERE moment_id IN {MOMENTS}"),
        Sql::new("DELETE FROM moment_words WHERE author_id = $1"),
        sql!("DELETE FROM reminders WHERE person_id = $1 OR moment_id IN {MOMENTS}"),
        sql!("DELETE FROM likes WHERE person_id = $1 OR moment_id IN {MOMENTS}"),
        sql!("DELETE FROM comments WHERE author_id = $1 OR moment_id IN {MOMENTS}"),
        // Somebody who couldn't see the person replied to must not see the reply now.
        Sql::new(
            "UPDATE comments SET reply_to_id = NULL, target_is_gone = 1 WHERE reply_to_id = $1",
        ),
        Sql::new("DELETE FROM photos WHERE owner_id = $1"),
        Sql::new("DELETE FROM moments WHERE author_id = $1"),
        sql!("DELETE FROM audience_readers WHERE person_id = $1 OR audience_id IN {AUDIENCES}"),
        sql!("DELETE FROM audience_people WHERE person_id = $1 OR audience_id IN {AUDIENCES}"),
        sql!("DELETE FROM audience_tags WHERE audience_id IN {AUDIENCES}"),
        Sql::new("DELETE FROM audiences WHERE owner_id = $1"),
        Sql::new(
            "DELETE FROM tagged
             WHERE friend_id = $1 OR tag_id IN (SELECT id FROM tags WHERE owner_id = $1)",
        ),
        Sql::new("DELETE FROM tags WHERE owner_id = $1"),
        Sql::new("DELETE FROM friend_details WHERE person_id = $1 OR friend_id = $1"),
        Sql::new("DELETE FROM blocks WHERE person_id = $1 OR blocked_id = $1"),
        Sql::new("DELETE FROM friendships WHERE person_id = $1 OR friend_id = $1"),
        Sql::new("DELETE FROM parted WHERE person_id = $1 OR friend_id = $1"),
        Sql::new("DELETE FROM dismissed_suggestions WHERE person_id = $1 OR suggested_id = $1"),
        Sql::new("DELETE FROM friend_requests WHERE sender_id = $1 OR receiver_id = $1"),
        Sql::new(
            "DELETE FROM link_followers
             WHERE person_id = $1 OR link_id IN (SELECT id FROM links WHERE owner_id = $1)",
        ),
        Sql::new("DELETE FROM links WHERE owner_id = $1"),
        Sql::new("DELETE FROM recovery_codes WHERE person_id = $1"),
        Sql::new("DELETE FROM passkeys WHERE person_id = $1"),
        Sql::new("DELETE FROM ceremonies WHERE person_id = $1"),
        Sql::new("DELETE FROM devices WHERE person_id = $1"),
        Sql::new("DELETE FROM idempotency_keys WHERE person_id = $1"),
        Sql::new("UPDATE reports SET reporter_id = NULL WHERE reporter_id = $1"),
        Sql::new("DELETE FROM feeds WHERE person_id = $1"),
        Sql::new("DELETE FROM people WHERE id = $1"),
    ]
}
