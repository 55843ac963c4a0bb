//! Likes: reads, adds and deletes them.

use std::collections::HashMap;

use life_circle_wire::limits::LIKERS_SHOWN;
use life_circle_wire::moments::Likes;
use life_circle_wire::person::Person;
use life_circle_wire::{MomentId, PersonId};
use serde::Deserialize;

use crate::Error;
use crate::platform::db::{Connection, Sql, sql};
use crate::rules::person::{PERSON, PersonRow};
use crate::rules::visibility::shows_contribution;

#[derive(Deserialize)]
struct LikeRow {
    moment_id: i64,
    person: PersonRow,
    total: i64,
    rank: i64,
}

/// The likes that the viewer is shown, of moments that the viewer can see.
pub async fn list_likes(
    connection: &mut Connection,
    viewer: PersonId,
    ids: &[i64],
) -> Result<HashMap<MomentId, Likes>, Error> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    // The viewer's own like is read even if it isn't among the first, so that the heart is right.
    let sql = sql!(
        "SELECT moment_id, person_id, handle, display_name, avatar_id, remark, total, rank FROM (
            SELECT l.moment_id, {PERSON},
                COUNT(*) OVER (PARTITION BY l.moment_id) AS total,
                ROW_NUMBER() OVER (PARTITION BY l.moment_id ORDER BY l.id) AS rank
            FROM likes l JOIN moments m ON m.id = l.moment_id JOIN people p ON p.id = l.person_id
            WHERE l.moment_id IN ($list) AND {shown}
         ) AS shown WHERE rank <= {LIKERS_SHOWN} OR person_id = $viewer ORDER BY moment_id, rank",
        shown = shows_contribution("l.person_id"),
    );
    let sql = sql.viewer(viewer).list(ids.iter().copied());
    let rows: Vec<LikeRow> = sql.fetch_all(connection).await?;
    let mut likes: HashMap<MomentId, Likes> = HashMap::new();
    for row in rows {
        let likes = likes.entry(MomentId(row.moment_id)).or_default();
        likes.count = row.total as u32;
        likes.is_mine |= row.person.person_id == viewer.0;
        if row.rank <= LIKERS_SHOWN as i64 {
            likes.people.push(row.person.into());
        }
    }
    Ok(likes)
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
