//! People: adds them, finds them, and reads how two people are related.

use life_circle_wire::accounts::Me;
use life_circle_wire::people::{FoundPerson, Relation};
use life_circle_wire::person::Person;
use life_circle_wire::{Handle, PersonId, PhotoId, Timestamp};
use serde::Deserialize;

use crate::platform::db::{Connection, Sql, decode_enum, escape_like, fragment, sql};
use crate::rules::hidden::IS_HIDDEN;
use crate::rules::person::{PERSON, PersonRow};
use crate::{Error, fold};

/// Most people that a search returns.
const FOUND_MOST: i64 = 20;

/// A person that doesn't exist yet.
pub struct NewPerson<'a> {
    /// The person to add.
    pub person: &'a Person,
    /// The sort key of their name in a list of friends.
    pub sort_key: &'a str,
    /// The argon2 hash of the password, in PHC form.
    pub password_hash: &'a str,
    /// When they sign up: now.
    pub created_at: Timestamp,
}

/// Adds a person with an empty feed; `false` if the handle is taken.
pub async fn insert_person(
    connection: &mut Connection,
    new: &NewPerson<'_>,
) -> Result<bool, Error> {
    let added = Sql::new(
        "INSERT INTO people (
             id, handle, display_name, search_name, sort_key, password_hash, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (handle) DO NOTHING",
    )
    .bind(new.person.id.0)
    .bind(new.person.handle.as_str())
    .bind(&new.person.display_name)
    .bind(fold(&new.person.display_name))
    .bind(new.sort_key)
    .bind(new.password_hash)
    .bind(new.created_at.0)
    .execute(connection)
    .await?;
    if added == 0 {
        return Ok(false);
    }
    Sql::new("INSERT INTO feeds (person_id, last_arrival, seen_arrival) VALUES ($1, 0, 0)")
        .bind(new.person.id.0)
        .execute(connection)
        .await?;
    Ok(true)
}

/// How many people there are.
pub async fn count_people(connection: &mut Connection) -> Result<i64, Error> {
    Sql::new("SELECT COUNT(*) FROM people")
        .fetch_scalar(connection)
        .await
}

/// An account, with the secrets that signing in needs.
#[derive(Deserialize)]
pub struct Account {
    /// The person's id.
    pub person_id: i64,
    /// The person's handle.
    pub handle: String,
    /// The person's name.
    pub display_name: String,
    /// The person's picture.
    pub avatar_id: Option<i64>,
    /// A line about themselves.
    pub about: String,
    /// The picture above their moments.
    pub cover_id: Option<i64>,
    /// The argon2 hash of the password, in PHC form.
    pub password_hash: String,
    /// When the account was made, in milliseconds since 1970.
    pub created_at: i64,
}

impl Account {
    /// The account as its owner sees it, without the secrets.
    pub fn into_me(self) -> Me {
        let Self {
            person_id,
            handle,
            display_name,
            avatar_id,
            ..
        } = self;
        Me {
            person: PersonRow {
                person_id,
                handle,
                display_name,
                avatar_id,
                remark: None,
            }
            .into(),
            about: self.about,
            cover: self.cover_id.map(PhotoId),
            created_at: Timestamp(self.created_at),
        }
    }
}

const ACCOUNT: &str = "SELECT id AS person_id, handle, display_name, avatar_id, about, cover_id,
        password_hash, created_at
    FROM people";

/// The account with this handle; `None` if there is none.
pub async fn find_account_by_handle(
    connection: &mut Connection,
    handle: &Handle,
) -> Result<Option<Account>, Error> {
    let sql = sql!("{ACCOUNT} WHERE handle = $1").bind(handle.as_str());
    sql.fetch_optional(connection).await
}

/// The account with this id; `None` if there is none.
pub async fn find_account(
    connection: &mut Connection,
    person: PersonId,
) -> Result<Option<Account>, Error> {
    let sql = sql!("{ACCOUNT} WHERE id = $1").bind(person.0);
    sql.fetch_optional(connection).await
}

/// The profile that a person is to have.
pub struct NewProfile<'a> {
    /// The name that friends see.
    pub display_name: &'a str,
    /// The sort key of their name in a list of friends.
    pub sort_key: &'a str,
    /// A line about themselves.
    pub about: &'a str,
    /// The person's picture.
    pub avatar: Option<PhotoId>,
    /// The picture above their moments.
    pub cover: Option<PhotoId>,
}

/// Sets the profile of a person.
pub async fn set_profile(
    connection: &mut Connection,
    person: PersonId,
    new: &NewProfile<'_>,
) -> Result<(), Error> {
    Sql::new(
        "UPDATE people SET display_name = $2, search_name = $3, sort_key = $4, about = $5,
             avatar_id = $6, cover_id = $7
         WHERE id = $1",
    )
    .bind(person.0)
    .bind(new.display_name)
    .bind(fold(new.display_name))
    .bind(new.sort_key)
    .bind(new.about)
    .bind(new.avatar.map(|photo| photo.0))
    .bind(new.cover.map(|photo| photo.0))
    .execute(connection)
    .await?;
    Ok(())
}

/// The person with this handle, even if they are away or blocked.
pub async fn find_any_person(
    connection: &mut Connection,
    handle: &Handle,
) -> Result<Option<Person>, Error> {
    let sql =
        "SELECT id AS person_id, handle, display_name, avatar_id, CAST(NULL AS TEXT) AS remark
         FROM people WHERE handle = $1";
    let row: Option<PersonRow> = Sql::new(sql)
        .bind(handle.as_str())
        .fetch_optional(connection)
        .await?;
    Ok(row.map(Person::from))
}

/// The person with this handle; `None` if they are hidden from the viewer by a block, or are away.
pub async fn find_person(
    connection: &mut Connection,
    viewer: PersonId,
    handle: &Handle,
) -> Result<Option<Person>, Error> {
    let sql = sql!("SELECT {PERSON} FROM people p WHERE p.handle = $2 AND NOT {IS_HIDDEN}");
    let sql = sql.viewer(viewer).bind(handle.as_str());
    let row: Option<PersonRow> = sql.fetch_optional(connection).await?;
    Ok(row.map(Person::from))
}

/// The person with this id; `None` if they are hidden from the viewer by a block, or are away.
pub async fn find_person_by_id(
    connection: &mut Connection,
    viewer: PersonId,
    person: PersonId,
) -> Result<Option<Person>, Error> {
    let sql = sql!("SELECT {PERSON} FROM people p WHERE p.id = $2 AND NOT {IS_HIDDEN}");
    let sql = sql.viewer(viewer).bind(person.0);
    let row: Option<PersonRow> = sql.fetch_optional(connection).await?;
    Ok(row.map(Person::from))
}

#[derive(Deserialize)]
struct FoundRow {
    person: PersonRow,
    relation: String,
}

/// The relation of `p` to the viewer now.
const RELATION: &str = "CASE
        WHEN p.id = $viewer THEN 'me'
        WHEN EXISTS (SELECT 1 FROM blocks b WHERE b.person_id = $viewer AND b.blocked_id = p.id)
            THEN 'blocked'
        WHEN EXISTS (SELECT 1 FROM friendships f WHERE f.person_id = $viewer AND f.friend_id = p.id)
            THEN 'friend'
        WHEN EXISTS (
            SELECT 1 FROM friend_requests r
            WHERE r.sender_id = $viewer AND r.receiver_id = p.id AND r.lapses_at > $now
                AND r.withdrawn_at IS NULL)
            THEN 'requested'
        WHEN EXISTS (
            SELECT 1 FROM friend_requests r
            WHERE r.receiver_id = $viewer AND r.sender_id = p.id AND r.lapses_at > $now
                AND r.ignored_at IS NULL AND r.withdrawn_at IS NULL)
            THEN 'requesting'
        ELSE 'stranger'
    END";

/// People whose handle begins with `words`, or whose name or remark contains them: first friends,
/// then as many others as fit.
pub async fn search_people(
    connection: &mut Connection,
    viewer: PersonId,
    now: Timestamp,
    words: &str,
) -> Result<Vec<FoundPerson>, Error> {
    const MATCHES: &str = "(p.handle LIKE $3 ESCAPE '\\' OR p.search_name LIKE $4 ESCAPE '\\'
        OR EXISTS (
            SELECT 1 FROM friend_details named
            WHERE named.person_id = $viewer AND named.friend_id = p.id
                AND named.search_remark LIKE $4 ESCAPE '\\'))";
    const IS_FRIEND: &str =
        "EXISTS (SELECT 1 FROM friendships f WHERE f.person_id = $viewer AND f.friend_id = p.id)";
    let words = escape_like(&fold(words));
    let mut found = Vec::new();
    let friends = fragment!(
        "friendships mine
         JOIN people p ON p.id = mine.friend_id
         WHERE mine.person_id = $viewer AND {MATCHES}"
    );
    let others = fragment!("people p WHERE {MATCHES} AND NOT {IS_FRIEND} AND NOT {IS_HIDDEN}");
    for from in [friends, others] {
        // The relation is computed only for the people that are returned, not for all matches.
        let sql = sql!(
            "SELECT {PERSON}, {RELATION} AS relation
             FROM (
                 SELECT p.id, p.handle, p.display_name, p.avatar_id FROM {from}
                 ORDER BY p.handle LIMIT $5) AS p
             ORDER BY p.handle",
            from = from,
        );
        let sql = sql.viewer(viewer).now(now);
        let sql = sql.bind(format!("{words}%")).bind(format!("%{words}%"));
        let sql = sql.bind(FOUND_MOST - found.len() as i64);
        let rows: Vec<FoundRow> = sql.fetch_all(connection).await?;
        for row in rows {
            found.push(FoundPerson {
                person: row.person.into(),
                relation: decode_enum(&row.relation)?,
            });
        }
    }
    Ok(found)
}

/// The relation of a person to the viewer.
pub async fn read_relation(
    connection: &mut Connection,
    viewer: PersonId,
    now: Timestamp,
    person: PersonId,
) -> Result<Relation, Error> {
    let sql = sql!("SELECT {RELATION} FROM people p WHERE p.id = $3");
    let sql = sql.viewer(viewer).now(now).bind(person.0);
    let name: String = sql.fetch_scalar(connection).await?;
    decode_enum(&name)
}
