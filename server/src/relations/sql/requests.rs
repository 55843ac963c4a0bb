//! Friend requests that nobody has accepted yet.

use life_circle_wire::person::Person;
use life_circle_wire::requests::{Direction, FriendRequest};
use life_circle_wire::{FriendRequestId, PersonId, Timestamp, limits};
use serde::Deserialize;

use crate::Error;
use crate::platform::db::{Connection, Fragment, Sql, Write, fragment, sql};
use crate::platform::news::News;
use crate::rules::person::{PERSON, PersonRow};

#[derive(Deserialize)]
struct RequestRow {
    id: i64,
    sender_id: i64,
    other: PersonRow,
    message: String,
    created_at: i64,
    lapses_at: i64,
}

impl RequestRow {
    fn into_request(self, viewer: PersonId) -> FriendRequest {
        let direction = if self.sender_id == viewer.0 {
            Direction::Outgoing
        } else {
            Direction::Incoming
        };
        FriendRequest {
            id: FriendRequestId(self.id),
            person: Person::from(self.other),
            direction,
            message: self.message,
            created_at: Timestamp(self.created_at),
            lapses_at: Timestamp(self.lapses_at),
        }
    }
}

/// The requests that the viewer knows of now: not expired, not withdrawn, and not ignored by the
/// viewer.
fn known_requests() -> Fragment {
    fragment!(
        "SELECT r.id, r.sender_id, {PERSON}, r.message, r.created_at, r.lapses_at
         FROM friend_requests r
         JOIN people p ON p.id = CASE
             WHEN r.sender_id = $viewer THEN r.receiver_id
             ELSE r.sender_id
         END
         WHERE r.lapses_at > $now AND r.withdrawn_at IS NULL
             AND (r.sender_id = $viewer OR (r.receiver_id = $viewer AND r.ignored_at IS NULL))"
    )
}

/// Up to `limit` requests in one direction with an id below `before`, the newest first.
pub async fn list_requests(
    connection: &mut Connection,
    viewer: PersonId,
    now: Timestamp,
    direction: Direction,
    before: i64,
    limit: usize,
) -> Result<Vec<FriendRequest>, Error> {
    let side = match direction {
        Direction::Incoming => "receiver_id",
        Direction::Outgoing => "sender_id",
    };
    let sql = sql!(
        "{requests} AND r.{side} = $viewer AND r.id < $3 ORDER BY r.id DESC LIMIT $4",
        requests = known_requests(),
        side = side,
    );
    let sql = sql.viewer(viewer).now(now).bind(before);
    let rows: Vec<RequestRow> = sql.bind(limit as i64).fetch_all(connection).await?;
    Ok(rows
        .into_iter()
        .map(|row| row.into_request(viewer))
        .collect())
}

/// The request with this id; `None` if the viewer doesn't know of it.
pub async fn find_request(
    connection: &mut Connection,
    viewer: PersonId,
    now: Timestamp,
    id: FriendRequestId,
) -> Result<Option<FriendRequest>, Error> {
    let sql = sql!("{requests} AND r.id = $3", requests = known_requests());
    let sql = sql.viewer(viewer).now(now).bind(id.0);
    let row: Option<RequestRow> = sql.fetch_optional(connection).await?;
    Ok(row.map(|row| row.into_request(viewer)))
}

/// The open request between the viewer and somebody; if both have sent one, the viewer's.
pub async fn find_request_between(
    connection: &mut Connection,
    viewer: PersonId,
    now: Timestamp,
    other: PersonId,
) -> Result<Option<FriendRequest>, Error> {
    let sql = sql!(
        "{requests} AND p.id = $3
         ORDER BY CASE WHEN r.sender_id = $viewer THEN 0 ELSE 1 END LIMIT 1",
        requests = known_requests(),
    );
    let sql = sql.viewer(viewer).now(now).bind(other.0);
    let row: Option<RequestRow> = sql.fetch_optional(connection).await?;
    Ok(row.map(|row| row.into_request(viewer)))
}

/// How many requests the viewer hasn't answered yet, counted up to a limit.
pub async fn count_incoming(
    connection: &mut Connection,
    viewer: PersonId,
    now: Timestamp,
) -> Result<u32, Error> {
    let sql = "SELECT COUNT(*)
               FROM (
                   SELECT id FROM friend_requests
                   WHERE receiver_id = $1 AND lapses_at > $2 AND ignored_at IS NULL
                       AND withdrawn_at IS NULL
                   LIMIT $3) AS waiting";
    let count: i64 = Sql::new(sql)
        .bind(viewer.0)
        .bind(now.0)
        .bind(i64::from(limits::UNSEEN_MOST))
        .fetch_scalar(connection)
        .await?;
    Ok(count as u32)
}

/// Whether a request of `sender` to `receiver` is open; an ignored one counts as open.
pub async fn has_request(
    connection: &mut Connection,
    sender: PersonId,
    receiver: PersonId,
    now: Timestamp,
) -> Result<bool, Error> {
    let sql = "SELECT 1 FROM friend_requests
               WHERE sender_id = $1 AND receiver_id = $2 AND lapses_at > $3
                   AND withdrawn_at IS NULL";
    let sql = Sql::new(sql).bind(sender.0).bind(receiver.0).bind(now.0);
    sql.exists(connection).await
}

/// A new request.
pub struct NewRequest<'a> {
    /// The request's id.
    pub id: FriendRequestId,
    /// The person who asks.
    pub sender: PersonId,
    /// The person who is asked.
    pub receiver: PersonId,
    /// The message to the receiver.
    pub message: &'a str,
    /// When it is sent: now.
    pub created_at: Timestamp,
    /// When the request expires.
    pub lapses_at: Timestamp,
}

/// Adds a request, in place of one that expired or was withdrawn. If the receiver ignored the
/// withdrawn one, the new one stays ignored.
pub async fn insert_request(
    connection: &mut Connection,
    new: &NewRequest<'_>,
) -> Result<(), Error> {
    Sql::new(
        "DELETE FROM friend_requests WHERE sender_id = $1 AND receiver_id = $2 AND lapses_at <= $3",
    )
    .bind(new.sender.0)
    .bind(new.receiver.0)
    .bind(new.created_at.0)
    .execute(connection)
    .await?;
    Sql::new(
        "INSERT INTO friend_requests (id, sender_id, receiver_id, message, created_at, lapses_at)
         VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (sender_id, receiver_id) DO UPDATE SET id = excluded.id,
             message = excluded.message, created_at = excluded.created_at,
             lapses_at = excluded.lapses_at, withdrawn_at = NULL",
    )
    .bind(new.id.0)
    .bind(new.sender.0)
    .bind(new.receiver.0)
    .bind(new.message)
    .bind(new.created_at.0)
    .bind(new.lapses_at.0)
    .execute(connection)
    .await?;
    Ok(())
}

/// Hides a request from its receiver. For its sender the request stays open.
pub async fn set_ignored(
    connection: &mut Connection,
    id: FriendRequestId,
    now: Timestamp,
) -> Result<(), Error> {
    Sql::new("UPDATE friend_requests SET ignored_at = $2 WHERE id = $1")
        .bind(id.0)
        .bind(now.0)
        .execute(connection)
        .await?;
    Ok(())
}

/// Withdraws a request; `false` if there is none any more. A request that was ignored stays as a
/// hidden row, so that asking again doesn't undo the ignoring.
pub async fn withdraw_request(
    connection: &mut Connection,
    id: FriendRequestId,
    now: Timestamp,
) -> Result<bool, Error> {
    let removed = Sql::new("DELETE FROM friend_requests WHERE id = $1 AND ignored_at IS NULL")
        .bind(id.0)
        .execute(connection)
        .await?;
    let hidden = Sql::new(
        "UPDATE friend_requests SET withdrawn_at = $2 WHERE id = $1 AND withdrawn_at IS NULL",
    )
    .bind(id.0)
    .bind(now.0)
    .execute(connection)
    .await?;
    Ok(removed + hidden > 0)
}

/// Deletes the requests between two people who are friends now.
pub async fn delete_requests_between(
    connection: &mut Connection,
    a: PersonId,
    b: PersonId,
) -> Result<(), Error> {
    let sql = "DELETE FROM friend_requests
               WHERE (sender_id = $1 AND receiver_id = $2)
                   OR (sender_id = $2 AND receiver_id = $1)";
    Sql::new(sql)
        .bind(a.0)
        .bind(b.0)
        .execute(connection)
        .await?;
    Ok(())
}

/// Withdraws all requests from and to somebody, or those between them and another person. As with
/// [`withdraw_request`], ignored requests stay as hidden rows. Tells the receivers that their open
/// requests changed.
pub async fn withdraw_requests(
    write: &mut Write,
    person: PersonId,
    other: Option<PersonId>,
    now: Timestamp,
) -> Result<(), Error> {
    const IS_THEIRS: &str = "(
            (sender_id = $1 AND receiver_id = COALESCE($2, receiver_id))
            OR (receiver_id = $1 AND sender_id = COALESCE($2, sender_id)))";
    let other = other.map(|other| other.0);
    let sql = sql!(
        "DELETE FROM friend_requests
         WHERE ignored_at IS NULL AND {IS_THEIRS}
         RETURNING receiver_id"
    );
    let receivers: Vec<i64> = sql.bind(person.0).bind(other).fetch_scalars(write).await?;
    for receiver in receivers {
        write.tell(News::Waiting(PersonId(receiver)));
    }
    let sql = sql!(
        "UPDATE friend_requests SET withdrawn_at = $3 WHERE withdrawn_at IS NULL AND {IS_THEIRS}"
    );
    let sql = sql.bind(person.0).bind(other).bind(now.0);
    sql.execute(write).await?;
    Ok(())
}

/// Deletes the requests that have expired. Returns how many.
pub async fn delete_expired_requests(
    connection: &mut Connection,
    now: Timestamp,
) -> Result<u64, Error> {
    Sql::new("DELETE FROM friend_requests WHERE lapses_at <= $1")
        .bind(now.0)
        .execute(connection)
        .await
}
