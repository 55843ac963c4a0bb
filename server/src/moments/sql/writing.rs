//! Writes moments: posts, edits and deletes them.

use life_circle_wire::audience::Audience;
use life_circle_wire::{MomentId, PersonId, Timestamp};
use serde::Deserialize;

use super::photos;
use crate::Error;
use crate::audience::sql::chosen::encode_audience;
use crate::platform::db::{Connection, Sql, Write, erasures, sql};

/// A new moment.
pub struct NewMoment<'a> {
    /// The moment's id.
    pub id: MomentId,
    /// The person who wrote it.
    pub author: PersonId,
    /// The text of the moment.
    pub text: &'a str,
    /// The place that the author gives; empty if there is none.
    pub place: &'a str,
    /// The people whom it is for.
    pub audience: Audience,
    /// The id of its row in `audiences`; `None` for all current friends, and for nobody.
    pub audience_id: Option<i64>,
    /// When it is posted: now.
    pub created_at: Timestamp,
    /// Until when its author may change the text.
    pub edit_until: Timestamp,
}

/// Inserts a moment, but puts it into no feed yet.
pub async fn insert_moment(connection: &mut Connection, new: &NewMoment<'_>) -> Result<(), Error> {
    Sql::new(
        "INSERT INTO moments (
             id, author_id, text, place, audience, audience_id, created_at, edit_until, has_words)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 1)",
    )
    .bind(new.id.0)
    .bind(new.author.0)
    .bind(new.text)
    .bind(new.place)
    .bind(encode_audience(new.audience))
    .bind(new.audience_id)
    .bind(new.created_at.0)
    .bind(new.edit_until.0)
    .execute(connection)
    .await?;
    Ok(())
}

/// The facts of a moment that a change by its author depends on.
#[derive(Deserialize)]
pub struct EditableMoment {
    /// The current text of the moment.
    pub text: String,
    /// The place that its author gave.
    pub place: String,
    /// Until when it may be changed, in milliseconds since 1970.
    pub edit_until: i64,
    /// How many photos it has.
    pub photos: i64,
}

/// An author's moment, locked for a change. `None` if the author has no such moment, or it is
/// deleted.
pub async fn find_editable(
    write: &mut Write,
    author: PersonId,
    id: MomentId,
) -> Result<Option<EditableMoment>, Error> {
    let sql = sql!(
        "SELECT text, place, edit_until,
             (SELECT COUNT(*) FROM photos WHERE photos.moment_id = $1) AS photos
         FROM moments
         WHERE id = $1 AND author_id = $2 AND deleted_at IS NULL{for_update}",
        for_update = write.for_update(),
    );
    sql.bind(id.0).bind(author.0).fetch_optional(write).await
}

/// Sets the text of a moment, and when it was edited.
pub async fn set_text(
    connection: &mut Connection,
    id: MomentId,
    text: &str,
    at: Timestamp,
) -> Result<(), Error> {
    let sql = "UPDATE moments SET text = $2, edited_at = $3 WHERE id = $1";
    Sql::new(sql)
        .bind(id.0)
        .bind(text)
        .bind(at.0)
        .execute(connection)
        .await?;
    Ok(())
}

/// Whether a moment is deleted.
#[derive(Clone, Copy)]
pub struct Deletion {
    /// When it was deleted; `None` if it isn't.
    pub at: Option<Timestamp>,
}

/// Whether an author's moment, locked for a change, is deleted. `None` if the author has no such
/// moment.
pub async fn find_deletion(
    write: &mut Write,
    author: PersonId,
    id: MomentId,
) -> Result<Option<Deletion>, Error> {
    let sql = sql!(
        "SELECT deleted_at FROM moments WHERE id = $1 AND author_id = $2{for_update}",
        for_update = write.for_update(),
    );
    let sql = sql.bind(id.0).bind(author.0);
    let deleted_at: Option<Option<i64>> = sql.fetch_optional_scalar(write).await?;
    Ok(deleted_at.map(|at| Deletion {
        at: at.map(Timestamp),
    }))
}

/// Marks a moment as deleted at a time; `None` undoes the deletion.
pub async fn set_deletion(
    connection: &mut Connection,
    id: MomentId,
    at: Option<Timestamp>,
) -> Result<(), Error> {
    Sql::new("UPDATE moments SET deleted_at = $2 WHERE id = $1")
        .bind(id.0)
        .bind(at.map(|at| at.0))
        .execute(connection)
        .await?;
    Ok(())
}

/// Marks a moment as deleted at a time, whoever wrote it, for the operator. Returns its author's
/// handle; `None` if there is no such moment.
pub async fn delete_moment_by_operator(
    connection: &mut Connection,
    id: MomentId,
    at: Timestamp,
) -> Result<Option<String>, Error> {
    let sql = "UPDATE moments SET deleted_at = $2 WHERE id = $1
               RETURNING (SELECT p.handle FROM people p WHERE p.id = moments.author_id)";
    Sql::new(sql)
        .bind(id.0)
        .bind(at.0)
        .fetch_optional_scalar(connection)
        .await
}

/// Most moments that one call of [`purge_deleted`] deletes.
pub const PURGED_MOST: usize = 100;

/// Deletes the rows of moments that were marked as deleted before a time, with everything under
/// them and their rows in feeds. Returns how many.
pub async fn purge_deleted(connection: &mut Connection, before: Timestamp) -> Result<usize, Error> {
    let sql = "SELECT id FROM moments WHERE deleted_at IS NOT NULL AND deleted_at < $1 LIMIT $2";
    let ids: Vec<i64> = Sql::new(sql)
        .bind(before.0)
        .bind(PURGED_MOST as i64)
        .fetch_scalars(connection)
        .await?;
    delete_moments(connection, &ids).await?;
    Ok(ids.len())
}

/// Deletes the rows of moments, with everything under them and their rows in feeds.
pub async fn delete_moments(connection: &mut Connection, ids: &[i64]) -> Result<(), Error> {
    erasures::record_erased(connection, ids).await?;
    for id in ids {
        photos::delete_photos_of_moment(connection, *id).await?;
        let sql = Sql::new("SELECT id FROM comments WHERE moment_id = $1").bind(*id);
        let comments: Vec<i64> = sql.fetch_scalars(connection).await?;
        erasures::record_erased(connection, &comments).await?;
        for sql in [
            // Former friends keep a row that shows nothing: without this condition, the statement
            // would read all feeds.
            "DELETE FROM timeline
             WHERE moment_id = $1
                 AND person_id IN (
                     SELECT author_id FROM moments
                     WHERE id = $1
                     UNION ALL SELECT f.friend_id FROM friendships f
                     JOIN moments m ON m.author_id = f.person_id
                     WHERE m.id = $1)",
            "DELETE FROM notifications WHERE moment_id = $1",
            "DELETE FROM mutes WHERE moment_id = $1",
            "DELETE FROM topics WHERE moment_id = $1",
            "DELETE FROM moment_words
             WHERE author_id = (SELECT author_id FROM moments WHERE id = $1) AND moment_id = $1",
            "DELETE FROM reminders WHERE moment_id = $1",
            "DELETE FROM likes WHERE moment_id = $1",
            "DELETE FROM comments WHERE moment_id = $1",
            "DELETE FROM moments WHERE id = $1",
        ] {
            Sql::new(sql).bind(*id).execute(connection).await?;
        }
    }
    Ok(())
}
