//! What the database knows for suggesting people to each other.

use std::collections::{HashMap, HashSet};

use life_circle_wire::person::Person;
use life_circle_wire::{PersonId, Timestamp};
use serde::Deserialize;

use crate::Error;
use crate::platform::db::{Connection, Sql, sql};
use crate::rules::hidden::IS_AWAY;
use crate::rules::person::{PERSON, PersonRow};

/// All friendships, each once.
pub async fn list_friendships(
    connection: &mut Connection,
) -> Result<Vec<(PersonId, PersonId)>, Error> {
    let sql = "SELECT person_id, friend_id FROM friendships WHERE person_id < friend_id";
    let pairs: Vec<(i64, i64)> = Sql::new(sql).fetch_all(connection).await?;
    Ok(pairs
        .into_iter()
        .map(|(a, b)| (PersonId(a), PersonId(b)))
        .collect())
}

/// The people who are not suggested to the viewer: people whom they dismissed, people with a
/// request from or to them (ignored or not), and people with a block in either direction.
pub async fn list_left_out(
    connection: &mut Connection,
    viewer: PersonId,
    now: Timestamp,
) -> Result<HashSet<PersonId>, Error> {
    let sql = "SELECT suggested_id FROM dismissed_suggestions
               WHERE person_id = $1
               UNION SELECT receiver_id FROM friend_requests
               WHERE sender_id = $1 AND lapses_at > $2 AND withdrawn_at IS NULL
               UNION SELECT sender_id FROM friend_requests
               WHERE receiver_id = $1 AND lapses_at > $2
               UNION SELECT blocked_id FROM blocks
               WHERE person_id = $1
               UNION SELECT person_id FROM blocks
               WHERE blocked_id = $1";
    let ids: Vec<i64> = Sql::new(sql)
        .bind(viewer.0)
        .bind(now.0)
        .fetch_scalars(connection)
        .await?;
    Ok(ids.into_iter().map(PersonId).collect())
}

/// The friends that the viewer has in common with each of these people, without friends who don't
/// want to be named. Somebody who has none, or is the viewer's friend, is left out.
pub async fn list_common_friends(
    connection: &mut Connection,
    viewer: PersonId,
    people: &[PersonId],
) -> Result<HashMap<PersonId, Vec<PersonId>>, Error> {
    let mut common: HashMap<PersonId, Vec<PersonId>> = HashMap::new();
    if people.is_empty() {
        return Ok(common);
    }
    let sql = Sql::new(
        "SELECT theirs.person_id, theirs.friend_id FROM friendships theirs
         JOIN friendships mine ON mine.person_id = $1 AND mine.friend_id = theirs.friend_id
         JOIN people p ON p.id = theirs.friend_id AND p.is_suggested = 1
         WHERE theirs.person_id IN ($list)
             AND NOT EXISTS (
                 SELECT 1 FROM friendships f
                 WHERE f.person_id = $1 AND f.friend_id = theirs.person_id)
         ORDER BY theirs.friend_id",
    );
    let sql = sql
        .bind(viewer.0)
        .list(people.iter().map(|person| person.0));
    let rows: Vec<(i64, i64)> = sql.fetch_all(connection).await?;
    for (person, friend) in rows {
        common
            .entry(PersonId(person))
            .or_default()
            .push(PersonId(friend));
    }
    Ok(common)
}

/// Dismisses a suggested person for good.
pub async fn dismiss_person(
    connection: &mut Connection,
    viewer: PersonId,
    person: PersonId,
) -> Result<(), Error> {
    let sql = "INSERT INTO dismissed_suggestions (person_id, suggested_id) VALUES ($1, $2)
         ON CONFLICT (person_id, suggested_id) DO NOTHING";
    Sql::new(sql)
        .bind(viewer.0)
        .bind(person.0)
        .execute(connection)
        .await?;
    Ok(())
}

#[derive(Deserialize)]
struct NamedRow {
    person: PersonRow,
}

/// The people with these ids, as the viewer sees them; people who are away are left out.
pub async fn list_people(
    connection: &mut Connection,
    viewer: PersonId,
    ids: &[PersonId],
) -> Result<HashMap<PersonId, Person>, Error> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let sql = sql!("SELECT {PERSON} FROM people p WHERE p.id IN ($list) AND NOT {IS_AWAY}");
    let sql = sql.viewer(viewer).list(ids.iter().map(|id| id.0));
    let rows: Vec<NamedRow> = sql.fetch_all(connection).await?;
    Ok(rows
        .into_iter()
        .map(|row| Person::from(row.person))
        .map(|person| (person.id, person))
        .collect())
}
