//! Likes: reads, adds and deletes them.

use std::collections::HashMap;

use life_circle_wire::limits::LIKERS_SHOWN;
use life_circle_wire::moments::Likes;
use life_circle_wire::person::Person;
use life_circle_wire::{MomentId, PersonId};
use serde::Deserialize;

use crate::Error;
use crate::platform::db::{Connection, Sql, sql};
use crate::rules::person::{PERSON, PersonRow, read_people};
use crate::rules::visibility::shows_contribution;

/// The likes of a moment that the viewer is shown.
#[derive(Default)]
pub struct FoundLikes {
    count: u32,
    is_mine: bool,
    /// The first people, as many as are named.
    pub people: Vec<PersonId>,
}

impl FoundLikes {
    /// The likes with the people, who have been read.
    pub fn with(self, people: &HashMap<PersonId, Person>) -> Likes {
        let people = self.people.iter().filter_map(|person| people.get(person));
        Likes {
            count: self.count,
            is_mine: self.is_mine,
            people: people.cloned().collect(),
        }
    }
}

/// The likes that the viewer is shown, of moments that the viewer can see.
pub async fn find_likes(
    connection: &mut Connection,
    viewer: PersonId,
    ids: &[i64],
) -> Result<HashMap<MomentId, FoundLikes>, Error> {
    // They are counted here: functions over windows take SQLite three times as long.
    let sql = sql!(
        "SELECT l.moment_id, l.person_id FROM likes l JOIN moments m ON m.id = l.moment_id
         WHERE l.moment_id IN ($list) AND {shown} ORDER BY l.moment_id, l.id",
        shown = shows_contribution("l.person_id"),
    );
    let sql = sql.viewer(viewer).list(ids.iter().copied());
    let mut likes: HashMap<MomentId, FoundLikes> = HashMap::new();
    let count = |(moment, person): (i64, i64)| {
        let likes = likes.entry(MomentId(moment)).or_default();
        likes.count += 1;
        likes.is_mine |= person == viewer.0;
        if likes.people.len() < LIKERS_SHOWN {
            likes.people.push(PersonId(person));
        }
    };
    sql.for_each(connection, count).await?;
    Ok(likes)
}

/// The likes that the viewer is shown, of a moment that the viewer can see.
pub async fn read_likes(
    connection: &mut Connection,
    viewer: PersonId,
    moment: MomentId,
) -> Result<Likes, Error> {
    let mut found = find_likes(connection, viewer, &[moment.0]).await?;
    let likes = found.remove(&moment).unwrap_or_default();
    let people = read_people(connection, viewer, likes.people.iter().copied()).await?;
    Ok(likes.with(&people))
}

#[derive(Deserialize)]
struct LikerRow {
    person: PersonRow,
    id: i64,
}

/// Up to `limit` people who like a moment that the viewer can see, after the like `after`, the
/// oldest like first. Each comes with the id of the like.
pub async fn list_likers(
    connection: &mut Connection,
    viewer: PersonId,
    moment: MomentId,
    after: i64,
    limit: usize,
) -> Result<Vec<(Person, i64)>, Error> {
    let sql = sql!(
        "SELECT {PERSON}, l.id
         FROM likes l JOIN moments m ON m.id = l.moment_id JOIN people p ON p.id = l.person_id
         WHERE l.moment_id = $2 AND l.id > $3 AND {shown} ORDER BY l.id LIMIT $4",
        shown = shows_contribution("l.person_id"),
    );
    let sql = sql.viewer(viewer).bind(moment.0).bind(after);
    let rows: Vec<LikerRow> = sql.bind(limit as i64).fetch_all(connection).await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.person.into(), row.id))
        .collect())
}

/// A new like.
pub struct NewLike {
    /// The id of the like.
    pub id: i64,
    /// The moment that is liked.
    pub moment: MomentId,
    /// The author of that moment.
    pub moment_author: PersonId,
    /// The person who likes it.
    pub person: PersonId,
}

/// Inserts a like. One that is there stays as it is.
pub async fn insert_like(connection: &mut Connection, new: &NewLike) -> Result<(), Error> {
    Sql::new(
        "INSERT INTO likes (moment_id, person_id, id, moment_author_id) VALUES ($1, $2, $3, $4)
         ON CONFLICT (moment_id, person_id) DO NOTHING",
    )
    .bind(new.moment.0)
    .bind(new.person.0)
    .bind(new.id)
    .bind(new.moment_author.0)
    .execute(connection)
    .await?;
    Ok(())
}

/// Deletes the like of a person, if there is one.
pub async fn delete_like(
    connection: &mut Connection,
    moment: MomentId,
    person: PersonId,
) -> Result<(), Error> {
    Sql::new("DELETE FROM likes WHERE moment_id = $1 AND person_id = $2")
        .bind(moment.0)
        .bind(person.0)
        .execute(connection)
        .await?;
    Ok(())
}
