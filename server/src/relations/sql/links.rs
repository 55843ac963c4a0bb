//! Links that make their followers friends of the owner. A link of the operator only lets people
//! sign up.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use life_circle_wire::links::Link;
use life_circle_wire::{LinkId, PersonId, Timestamp};
use serde::Deserialize;

use crate::Error;
use crate::platform::db::{Connection, Sql, Write, sql};
use crate::rules::hidden::IS_AWAY;

#[derive(Deserialize)]
struct LinkRow {
    id: i64,
    secret: String,
    created_at: i64,
    lapses_at: i64,
    people_most: i64,
    people_count: i64,
}

impl From<LinkRow> for Link {
    fn from(row: LinkRow) -> Self {
        Self {
            id: LinkId(row.id),
            secret: row.secret,
            created_at: Timestamp(row.created_at),
            lapses_at: Timestamp(row.lapses_at),
            people_most: row.people_most as u32,
            people_count: row.people_count as u32,
        }
    }
}

/// Makes a link with a random secret of 128 bits.
pub fn make_link(id: LinkId, now: Timestamp, lapses_at: Timestamp, people_most: u32) -> Link {
    let secret = URL_SAFE_NO_PAD.encode(rand::random::<[u8; 16]>());
    Link {
        id,
        secret,
        created_at: now,
        lapses_at,
        people_most,
        people_count: 0,
    }
}

/// Adds a link; without an owner it belongs to the operator.
pub async fn insert_link(
    connection: &mut Connection,
    owner: Option<PersonId>,
    new: &Link,
) -> Result<(), Error> {
    Sql::new(
        "INSERT INTO links (id, owner_id, secret, created_at, lapses_at, people_most)
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(new.id.0)
    .bind(owner.map(|owner| owner.0))
    .bind(&new.secret)
    .bind(new.created_at.0)
    .bind(new.lapses_at.0)
    .bind(i64::from(new.people_most))
    .execute(connection)
    .await?;
    Ok(())
}

/// The links of an owner, or of the operator, that can still be followed, the newest first.
pub async fn list_links(
    connection: &mut Connection,
    owner: Option<PersonId>,
    now: Timestamp,
) -> Result<Vec<Link>, Error> {
    let sql = sql!(
        "SELECT id, secret, created_at, lapses_at, people_most, people_count FROM links
         WHERE lapses_at > $1 AND {is_owned} AND people_count < people_most ORDER BY id DESC",
        is_owned = is_owned_by(owner),
    );
    let sql = bind_owner(sql.bind(now.0), owner);
    let rows: Vec<LinkRow> = sql.fetch_all(connection).await?;
    Ok(rows.into_iter().map(Link::from).collect())
}

/// Deletes a link of an owner, or of the operator; links of others stay. `false` if there is no
/// such link.
pub async fn delete_link(
    connection: &mut Connection,
    owner: Option<PersonId>,
    id: LinkId,
) -> Result<bool, Error> {
    let is_owned = is_owned_by(owner);
    let mut removed = 0;
    for sql in [
        sql!(
            "DELETE FROM link_followers
             WHERE link_id IN (SELECT id FROM links WHERE id = $1 AND {is_owned})",
            is_owned = is_owned,
        ),
        sql!(
            "DELETE FROM links WHERE id = $1 AND {is_owned}",
            is_owned = is_owned,
        ),
    ] {
        let sql = bind_owner(sql.bind(id.0), owner);
        removed = sql.execute(connection).await?;
    }
    Ok(removed > 0)
}

/// The SQL condition for the links of an owner, or of the operator. [`bind_owner`] binds its value.
const fn is_owned_by(owner: Option<PersonId>) -> &'static str {
    match owner {
        Some(_) => "owner_id = $2",
        None => "owner_id IS NULL",
    }
}

/// Binds the owner as `$2`. The condition for the operator's links has no value.
fn bind_owner(sql: Sql, owner: Option<PersonId>) -> Sql {
    match owner {
        Some(owner) => sql.bind(owner.0),
        None => sql,
    }
}

/// A link that hasn't expired, and whose owner isn't away.
#[derive(Clone, Copy, Deserialize)]
pub struct FoundLink {
    /// The link's id.
    pub id: i64,
    /// The owner's id; `None` if the link is the operator's.
    pub owner_id: Option<i64>,
    people_left: i64,
}

impl FoundLink {
    /// Whether it was followed as often as it may be.
    pub const fn is_used_up(&self) -> bool {
        self.people_left <= 0
    }
}

/// The link with this secret; `None` if there is none, it has expired or its owner is away.
pub async fn find_link(
    connection: &mut Connection,
    secret: &str,
    now: Timestamp,
) -> Result<Option<FoundLink>, Error> {
    // `PostgreSQL` allows no NUL in a text.
    if secret.contains('\0') {
        return Ok(None);
    }
    let sql = sql!(
        "SELECT id, owner_id, people_most - people_count AS people_left FROM links
         WHERE secret = $1 AND lapses_at > $2
             AND NOT EXISTS (SELECT 1 FROM people p WHERE p.id = owner_id AND {IS_AWAY})"
    );
    sql.bind(secret)
        .bind(now.0)
        .fetch_optional(connection)
        .await
}

/// Whether somebody followed a link.
pub async fn has_followed(
    connection: &mut Connection,
    link: FoundLink,
    person: PersonId,
) -> Result<bool, Error> {
    let sql = Sql::new("SELECT 1 FROM link_followers WHERE link_id = $1 AND person_id = $2");
    sql.bind(link.id).bind(person.0).exists(connection).await
}

/// Counts one more follower of a link; `false` if the link can't be followed any more, or if this
/// person followed it before.
pub async fn follow_link(
    write: &mut Write,
    link: FoundLink,
    person: PersonId,
    now: Timestamp,
) -> Result<bool, Error> {
    let sql =
        "INSERT INTO link_followers (link_id, person_id) SELECT id, $2 FROM links WHERE id = $1
               ON CONFLICT (link_id, person_id) DO NOTHING";
    let added = Sql::new(sql)
        .bind(link.id)
        .bind(person.0)
        .execute(write)
        .await?;
    let sql = "UPDATE links SET people_count = people_count + 1
               WHERE id = $1 AND lapses_at > $2 AND people_count < people_most";
    let followed = Sql::new(sql)
        .bind(link.id)
        .bind(now.0)
        .execute(write)
        .await?;
    Ok(added == 1 && followed == 1)
}

/// Deletes the links that have expired.
pub async fn delete_expired_links(
    connection: &mut Connection,
    now: Timestamp,
) -> Result<(), Error> {
    for sql in [
        "DELETE FROM link_followers WHERE link_id IN (SELECT id FROM links WHERE lapses_at <= $1)",
        "DELETE FROM links WHERE lapses_at <= $1",
    ] {
        Sql::new(sql).bind(now.0).execute(connection).await?;
    }
    Ok(())
}
