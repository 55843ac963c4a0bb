//! Moments. [`list_visible`] reads moments for a viewer and lets only those through that the viewer
//! can see.
//! Long, and not divided yet.

use life_circle_wire::audience::Audience;
use life_circle_wire::moments::{CommentsPreview, Likes, Moment};
use life_circle_wire::person::Person;
use life_circle_wire::{ErrorCode, MomentId, PersonId, Timestamp};
use sqlx::{AnyConnection, AssertSqlSafe, FromRow};

use super::{comments, likes, photos, reminders};
use crate::audience::sql::audiences;
use crate::platform::db::{Write, placeholders};
use crate::relations::sql::friends;
use crate::rules::person::{PERSON, PersonRow};
use crate::rules::visibility::{CAN_SEE_MOMENT, IS_OPEN};
use crate::{Error, clock};

#[derive(FromRow)]
struct MomentRow {
    id: i64,
    #[sqlx(flatten)]
    author: PersonRow,
    text: String,
    place: String,
    audience: String,
    audience_id: Option<i64>,
    kind: Option<String>,
    created_at: i64,
    edited_at: Option<i64>,
    edit_until: i64,
    muted: i64,
    of_stranger: i64,
}

/// Those of the moments that the viewer can see, the newest first, without photos, likes, comments
/// and reminded people.
pub async fn list_visible(
    connection: &mut AnyConnection,
    viewer: PersonId,
    ids: &[i64],
) -> Result<Vec<Moment>, Error> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let list = placeholders(3, ids.len());
    let sql = format!(
        "SELECT m.id, {PERSON}, m.text, m.place, m.audience, m.audience_id,
             (SELECT a.kind FROM audiences a WHERE a.id = m.audience_id) AS kind,
             m.created_at, m.edited_at, m.edit_until,
             (SELECT COUNT(*) FROM mutes WHERE mutes.person_id = $1 AND mutes.moment_id = m.id) \
             AS muted,
             CASE WHEN m.author_id = $1 OR EXISTS (SELECT 1 FROM friendships f WHERE f.person_id \
             = $1
                 AND f.friend_id = m.author_id) THEN 0 ELSE 1 END AS of_stranger
         FROM moments m JOIN people p ON p.id = m.author_id
         WHERE m.id IN ({list}) AND {CAN_SEE_MOMENT} ORDER BY m.id DESC"
    );
    let mut query = sqlx::query_as(AssertSqlSafe(sql))
        .bind(viewer.0)
        .bind(clock::now().0);
    for id in ids {
        query = query.bind(*id);
    }
    let rows: Vec<MomentRow> = query.fetch_all(&mut *connection).await?;
    // Only the author may know exactly whom the moment is for.
    let mine = rows.iter().filter(|row| row.author.person_id == viewer.0);
    let mine: Vec<i64> = mine.filter_map(|row| row.audience_id).collect();
    let chosen = audiences::list_chosen(connection, &mine).await?;
    let moment = |row: MomentRow| Moment {
        audience: decode_visible_audience(&row, viewer),
        chosen: row
            .audience_id
            .and_then(|id| chosen.get(&id).cloned())
            .unwrap_or_default(),
        id: MomentId(row.id),
        edit_until: (row.author.person_id == viewer.0).then_some(Timestamp(row.edit_until)),
        author: Person::from(row.author),
        text: row.text,
        place: row.place,
        photos: Vec::new(),
        reminded: Vec::new(),
        is_of_stranger: row.of_stranger == 1,
        is_muted: row.muted > 0,
        created_at: Timestamp(row.created_at),
        is_edited: row.edited_at.is_some(),
        likes: Likes::default(),
        comments: CommentsPreview::default(),
    };
    Ok(rows.into_iter().map(moment).collect())
}

/// The audience of a moment, as far as the viewer may know it.
fn decode_visible_audience(row: &MomentRow, viewer: PersonId) -> Audience {
    let kind = row
        .kind
        .as_deref()
        .filter(|_| row.author.person_id == viewer.0);
    audiences::decode_audience(&row.audience, kind)
}

/// Loads the photos of the moments, and nothing else.
pub async fn load_photos(
    connection: &mut AnyConnection,
    moments: &mut [Moment],
) -> Result<(), Error> {
    let ids: Vec<i64> = moments.iter().map(|moment| moment.id.0).collect();
    let mut photos = photos::list_photos(connection, &ids).await?;
    for moment in moments {
        moment.photos = photos.remove(&moment.id).unwrap_or_default();
    }
    Ok(())
}

/// Loads the photos of the moments, and the reminded people, likes and newest comments that the
/// viewer is shown.
pub async fn complete_moments(
    connection: &mut AnyConnection,
    viewer: PersonId,
    moments: &mut [Moment],
) -> Result<(), Error> {
    let ids: Vec<i64> = moments.iter().map(|moment| moment.id.0).collect();
    let mut photos = photos::list_photos(connection, &ids).await?;
    let mut reminded = reminders::list_visible_reminded(connection, viewer, &ids).await?;
    let mut likes = likes::list_likes(connection, viewer, &ids).await?;
    let mut comments = comments::list_previews(connection, viewer, &ids).await?;
    for moment in moments {
        moment.photos = photos.remove(&moment.id).unwrap_or_default();
        moment.reminded = reminded.remove(&moment.id).unwrap_or_default();
        moment.likes = likes.remove(&moment.id).unwrap_or_default();
        moment.comments = comments.remove(&moment.id).unwrap_or_default();
    }
    Ok(())
}

/// One complete moment; `None` if the viewer can't see it.
pub async fn find_moment(
    connection: &mut AnyConnection,
    viewer: PersonId,
    id: MomentId,
) -> Result<Option<Moment>, Error> {
    let mut moments = list_visible(connection, viewer, &[id.0]).await?;
    complete_moments(connection, viewer, &mut moments).await?;
    Ok(moments.pop())
}

/// The author of a moment; `None` if the viewer can't see the moment.
pub async fn find_visible_author(
    connection: &mut AnyConnection,
    viewer: PersonId,
    id: MomentId,
) -> Result<Option<PersonId>, Error> {
    let sql = format!("SELECT m.author_id FROM moments m WHERE m.id = $3 AND {CAN_SEE_MOMENT}");
    let query = sqlx::query_scalar(AssertSqlSafe(sql))
        .bind(viewer.0)
        .bind(clock::now().0)
        .bind(id.0);
    let author: Option<i64> = query.fetch_optional(connection).await?;
    Ok(author.map(PersonId))
}

/// Whether strangers, too, may look at a moment that the viewer can see.
pub async fn is_open(
    connection: &mut AnyConnection,
    viewer: PersonId,
    id: MomentId,
) -> Result<bool, Error> {
    let sql = format!(
        "SELECT COUNT(*) FROM moments m WHERE m.id = $3 AND {CAN_SEE_MOMENT} AND {IS_OPEN}"
    );
    let query = sqlx::query_scalar(AssertSqlSafe(sql))
        .bind(viewer.0)
        .bind(clock::now().0)
        .bind(id.0);
    let count: i64 = query.fetch_one(connection).await?;
    Ok(count > 0)
}

/// The author of a moment that the viewer may like and comment on. Refuses with `NotFound` if the
/// viewer can't see the moment, and with `FriendsOnly` if the viewer is a stranger, who may only
/// look.
pub async fn authorize_reaction(
    connection: &mut AnyConnection,
    viewer: PersonId,
    id: MomentId,
) -> Result<PersonId, Error> {
    let author = find_visible_author(connection, viewer, id)
        .await?
        .ok_or(ErrorCode::NotFound)?;
    if author != viewer
        && friends::find_friends_since(connection, viewer, author)
            .await?
            .is_none()
    {
        return Err(ErrorCode::FriendsOnly.into());
    }
    Ok(author)
}

/// Up to `limit` ids of an author's moments below `before` that the viewer can see, the newest
/// first.
pub async fn list_album(
    connection: &mut AnyConnection,
    viewer: PersonId,
    author: PersonId,
    before: i64,
    limit: usize,
) -> Result<Vec<i64>, Error> {
    let sql = format!(
        "SELECT m.id FROM moments m WHERE m.author_id = $3 AND m.id < $4 AND {CAN_SEE_MOMENT} \
            ORDER BY m.id DESC LIMIT $5"
    );
    let query = sqlx::query_scalar(AssertSqlSafe(sql))
        .bind(viewer.0)
        .bind(clock::now().0)
        .bind(author.0)
        .bind(before);
    let query = query.bind(limit as i64);
    Ok(query.fetch_all(connection).await?)
}

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
pub async fn insert_moment(
    connection: &mut AnyConnection,
    new: &NewMoment<'_>,
) -> Result<(), Error> {
    let audience = if new.audience == Audience::OnlyMe {
        "only_me"
    } else {
        "friends"
    };
    sqlx::query(
        "INSERT INTO moments (id, author_id, text, place, audience, audience_id, created_at, \
            edit_until)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(new.id.0)
    .bind(new.author.0)
    .bind(new.text)
    .bind(new.place)
    .bind(audience)
    .bind(new.audience_id)
    .bind(new.created_at.0)
    .bind(new.edit_until.0)
    .execute(connection)
    .await?;
    Ok(())
}

/// The facts of a moment that a change by its author depends on.
#[derive(FromRow)]
pub struct Editable {
    /// The current text of the moment.
    pub text: String,
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
) -> Result<Option<Editable>, Error> {
    let sql = format!(
        "SELECT text, edit_until, (SELECT COUNT(*) FROM photos WHERE photos.moment_id = $1) AS \
            photos FROM moments
         WHERE id = $1 AND author_id = $2 AND deleted_at IS NULL{}",
        write.for_update()
    );
    Ok(sqlx::query_as(AssertSqlSafe(sql))
        .bind(id.0)
        .bind(author.0)
        .fetch_optional(&mut **write)
        .await?)
}

/// Sets the text of a moment, and when it was edited.
pub async fn set_text(
    connection: &mut AnyConnection,
    id: MomentId,
    text: &str,
    at: Timestamp,
) -> Result<(), Error> {
    let sql = "UPDATE moments SET text = $2, edited_at = $3 WHERE id = $1";
    sqlx::query(sql)
        .bind(id.0)
        .bind(text)
        .bind(at.0)
        .execute(connection)
        .await?;
    Ok(())
}

/// When an author's moment was deleted; the inner value is `None` if it isn't deleted. `None` if
/// the author has no such moment.
pub async fn find_deletion(
    write: &mut Write,
    author: PersonId,
    id: MomentId,
) -> Result<Option<Option<Timestamp>>, Error> {
    let sql = format!(
        "SELECT deleted_at FROM moments WHERE id = $1 AND author_id = $2{}",
        write.for_update()
    );
    let query = sqlx::query_scalar(AssertSqlSafe(sql))
        .bind(id.0)
        .bind(author.0);
    let deleted_at: Option<Option<i64>> = query.fetch_optional(&mut **write).await?;
    Ok(deleted_at.map(|at| at.map(Timestamp)))
}

/// Marks a moment as deleted at a time; `None` undoes the deletion.
pub async fn set_deletion(
    connection: &mut AnyConnection,
    id: MomentId,
    at: Option<Timestamp>,
) -> Result<(), Error> {
    sqlx::query("UPDATE moments SET deleted_at = $2 WHERE id = $1")
        .bind(id.0)
        .bind(at.map(|at| at.0))
        .execute(connection)
        .await?;
    Ok(())
}

/// Marks a moment as deleted at a time, whoever wrote it, for the operator. Returns its author's
/// handle; `None` if there is no such moment.
pub async fn delete_moment_by_operator(
    connection: &mut AnyConnection,
    id: MomentId,
    at: Timestamp,
) -> Result<Option<String>, Error> {
    let sql = "UPDATE moments SET deleted_at = $2 WHERE id = $1
               RETURNING (SELECT p.handle FROM people p WHERE p.id = moments.author_id)";
    Ok(sqlx::query_scalar(sql)
        .bind(id.0)
        .bind(at.0)
        .fetch_optional(connection)
        .await?)
}

/// Most moments that one call of [`purge_deleted`] deletes.
pub const PURGED_MOST: usize = 100;

/// Deletes the rows of moments that were marked as deleted before a time, with everything under
/// them and their rows in feeds. Returns how many.
pub async fn purge_deleted(
    connection: &mut AnyConnection,
    before: Timestamp,
) -> Result<usize, Error> {
    let sql = "SELECT id FROM moments WHERE deleted_at IS NOT NULL AND deleted_at < $1 LIMIT $2";
    let ids: Vec<i64> = sqlx::query_scalar(sql)
        .bind(before.0)
        .bind(PURGED_MOST as i64)
        .fetch_all(&mut *connection)
        .await?;
    for id in &ids {
        photos::delete_photos_of_moment(connection, *id).await?;
        for sql in [
            // Former friends keep a row that shows nothing: without this condition, the statement
            // would read all feeds.
            "DELETE FROM timeline WHERE moment_id = $1 AND person_id IN (SELECT author_id FROM \
                moments WHERE id = $1 UNION ALL
             SELECT f.friend_id FROM friendships f JOIN moments m ON m.author_id = f.person_id \
             WHERE m.id = $1)",
            "DELETE FROM notifications WHERE moment_id = $1",
            "DELETE FROM mutes WHERE moment_id = $1",
            "DELETE FROM topics WHERE moment_id = $1",
            "DELETE FROM reminders WHERE moment_id = $1",
            "DELETE FROM likes WHERE moment_id = $1",
            "DELETE FROM comments WHERE moment_id = $1",
            "DELETE FROM moments WHERE id = $1",
        ] {
            sqlx::query(sql).bind(*id).execute(&mut *connection).await?;
        }
    }
    Ok(ids.len())
}
