//! Photos: what the database knows about them, and who may see them.

use std::collections::HashMap;

use life_circle_wire::photos::{Photo, PhotoUse};
use life_circle_wire::{ErrorCode, MomentId, PersonId, PhotoId, Refusal, Timestamp};
use serde::Deserialize;

use crate::platform::db::{Connection, NAMED_MOST, Sql, Write, erasures, sql};
use crate::platform::media::encoding::EncodedPhoto;
use crate::rules::hidden::IS_AWAY;
use crate::rules::visibility::CAN_SEE_MOMENT;
use crate::{Error, clock};

#[derive(Deserialize)]
struct PhotoRow {
    id: i64,
    moment_id: Option<i64>,
    width: i64,
    height: i64,
    thumb_hash: String,
    alt: String,
}

impl From<PhotoRow> for Photo {
    fn from(row: PhotoRow) -> Self {
        Self {
            id: PhotoId(row.id),
            width: row.width as u32,
            height: row.height as u32,
            thumb_hash: row.thumb_hash,
            alt: row.alt,
        }
    }
}

/// Adds a photo that isn't used yet. The sweep deletes it after `forget_at` if it is still unused.
pub async fn insert_photo(
    connection: &mut Connection,
    owner: PersonId,
    id: PhotoId,
    photo: &EncodedPhoto,
    forget_at: Timestamp,
) -> Result<(), Error> {
    Sql::new(
        "INSERT INTO photos (id, owner_id, width, height, thumb_hash, content, bytes, forget_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(id.0)
    .bind(owner.0)
    .bind(i64::from(photo.width))
    .bind(i64::from(photo.height))
    .bind(&photo.thumb_hash)
    .bind(&photo.content)
    .bind(photo.bytes())
    .bind(forget_at.0)
    .execute(connection)
    .await?;
    Ok(())
}

/// How many of a person's photos are uploaded but not used yet.
pub async fn count_waiting(connection: &mut Connection, owner: PersonId) -> Result<u32, Error> {
    let sql = "SELECT COUNT(*) FROM photos WHERE owner_id = $1 AND forget_at IS NOT NULL";
    let count: i64 = Sql::new(sql).bind(owner.0).fetch_scalar(connection).await?;
    Ok(count as u32)
}

/// The number of a person's photos, and the bytes that they take.
#[derive(Deserialize)]
pub struct Room {
    /// The number of photos, used or not.
    pub photos: i64,
    /// The bytes of all their files.
    pub bytes: i64,
}

/// How much room a person's photos take.
pub async fn read_room(connection: &mut Connection, owner: PersonId) -> Result<Room, Error> {
    let sql = "SELECT COUNT(*) AS photos, CAST(COALESCE(SUM(bytes), 0) AS BIGINT) AS bytes
               FROM photos
               WHERE owner_id = $1";
    Sql::new(sql).bind(owner.0).fetch_one(connection).await
}

/// A photo of this owner, used or not; `None` if they have no such photo.
pub async fn find_own_photo(
    connection: &mut Connection,
    owner: PersonId,
    id: PhotoId,
) -> Result<Option<Photo>, Error> {
    let sql = "SELECT id, moment_id, width, height, thumb_hash, alt FROM photos
               WHERE id = $2 AND owner_id = $1";
    let row: Option<PhotoRow> = Sql::new(sql)
        .bind(owner.0)
        .bind(id.0)
        .fetch_optional(connection)
        .await?;
    Ok(row.map(Photo::from))
}

/// The photos of moments, each list in its order. The caller makes sure that the viewer can see the
/// moments.
pub async fn list_photos(
    connection: &mut Connection,
    ids: &[i64],
) -> Result<HashMap<MomentId, Vec<Photo>>, Error> {
    let mut photos: HashMap<MomentId, Vec<Photo>> = HashMap::new();
    if ids.is_empty() {
        return Ok(photos);
    }
    let sql = Sql::new(
        "SELECT id, moment_id, width, height, thumb_hash, alt FROM photos
         WHERE moment_id IN ($list)
         ORDER BY moment_id, place",
    );
    let sql = sql.list(ids.iter().copied());
    let rows: Vec<PhotoRow> = sql.fetch_all(connection).await?;
    for row in rows {
        if let Some(moment) = row.moment_id {
            photos.entry(MomentId(moment)).or_default().push(row.into());
        }
    }
    Ok(photos)
}

/// The content hash of a photo, which names its files; `None` if the viewer can't see the photo.
/// The viewer can see their own photos that aren't in a moment, photos in moments that they can
/// see, the picture of anybody who isn't away and doesn't block them, and friends' covers.
pub async fn find_visible_content(
    connection: &mut Connection,
    viewer: PersonId,
    id: PhotoId,
) -> Result<Option<String>, Error> {
    let sql = sql!(
        "SELECT ph.content FROM photos ph
         JOIN people p ON p.id = ph.owner_id
         WHERE ph.id = $3
             AND (
                 (ph.owner_id = $viewer AND ph.moment_id IS NULL)
                 OR (
                     p.avatar_id = ph.id AND NOT {IS_AWAY}
                     AND NOT EXISTS (
                         SELECT 1 FROM blocks b
                         WHERE b.person_id = p.id AND b.blocked_id = $viewer))
                 OR EXISTS (
                     SELECT 1 FROM moments m WHERE m.id = ph.moment_id AND {CAN_SEE_MOMENT})
                 OR (
                     p.cover_id = ph.id
                     AND EXISTS (
                         SELECT 1 FROM friendships f
                         WHERE f.person_id = $viewer AND f.friend_id = ph.owner_id)))"
    );
    let sql = sql.viewer(viewer).now(clock::now()).bind(id.0);
    sql.fetch_optional_scalar(connection).await
}

/// Puts unused photos into a moment, in their order. Refuses a photo that is used already or no
/// longer exists.
pub async fn use_photos_in_moment(
    connection: &mut Connection,
    owner: PersonId,
    moment: MomentId,
    photos: &[PhotoUse],
) -> Result<(), Error> {
    for (index, photo) in photos.iter().enumerate() {
        let used = Sql::new(
            "UPDATE photos SET moment_id = $3, place = $4, alt = $5, forget_at = NULL
             WHERE id = $2 AND owner_id = $1 AND forget_at IS NOT NULL",
        )
        .bind(owner.0)
        .bind(photo.id.0)
        .bind(moment.0)
        .bind(index as i64)
        .bind(photo.alt.trim())
        .execute(connection)
        .await?;
        if used == 0 {
            return Err(Refusal {
                code: ErrorCode::PhotoGone,
                field: "photos",
            }
            .into());
        }
    }
    Ok(())
}

/// Uses an unused photo in its owner's profile; `false` if it is used already or no longer exists.
pub async fn use_photo_in_profile(
    connection: &mut Connection,
    owner: PersonId,
    id: PhotoId,
) -> Result<bool, Error> {
    let sql = "UPDATE photos SET forget_at = NULL
               WHERE id = $2 AND owner_id = $1 AND forget_at IS NOT NULL";
    let used = Sql::new(sql)
        .bind(owner.0)
        .bind(id.0)
        .execute(connection)
        .await?;
    Ok(used > 0)
}

/// Marks a photo so that the next sweep deletes it.
pub async fn forget_photo(connection: &mut Connection, id: PhotoId) -> Result<(), Error> {
    Sql::new("UPDATE photos SET forget_at = 0 WHERE id = $1")
        .bind(id.0)
        .execute(connection)
        .await?;
    Ok(())
}

/// Deletes the photos that stayed unused for too long, and returns how many. Their files may be
/// garbage now.
pub async fn delete_forgotten_photos(
    connection: &mut Connection,
    now: Timestamp,
) -> Result<u64, Error> {
    let forgotten = Sql::new("SELECT id FROM photos WHERE forget_at < $1").bind(now.0);
    let ids: Vec<i64> = forgotten.fetch_scalars(connection).await?;
    delete_photos(connection, &ids).await?;
    Ok(ids.len() as u64)
}

/// Deletes the photos of a moment. Their files may be garbage now.
pub async fn delete_photos_of_moment(
    connection: &mut Connection,
    moment: i64,
) -> Result<(), Error> {
    let of_moment = Sql::new("SELECT id FROM photos WHERE moment_id = $1").bind(moment);
    let ids: Vec<i64> = of_moment.fetch_scalars(connection).await?;
    delete_photos(connection, &ids).await
}

/// Deletes photos. Their files may be garbage now.
pub async fn delete_photos(connection: &mut Connection, ids: &[i64]) -> Result<(), Error> {
    for ids in ids.chunks(NAMED_MOST) {
        for sql in [
            "INSERT INTO photo_garbage (content)
             SELECT DISTINCT content FROM photos
             WHERE id IN ($list)
             ON CONFLICT (content) DO NOTHING",
            "DELETE FROM photos WHERE id IN ($list)",
        ] {
            let sql = Sql::new(sql).list(ids.iter().copied());
            sql.execute(connection).await?;
        }
    }
    erasures::record_erased(connection, ids).await
}

/// Notes that the files of this content hash may be unused.
pub async fn insert_garbage(connection: &mut Connection, content: &str) -> Result<(), Error> {
    let sql = "INSERT INTO photo_garbage (content) VALUES ($1) ON CONFLICT (content) DO NOTHING";
    Sql::new(sql).bind(content).execute(connection).await?;
    Ok(())
}

/// Takes the files of this content hash off the list of garbage, if a photo has them.
pub async fn take_off_garbage(connection: &mut Connection, content: &str) -> Result<(), Error> {
    let sql = "DELETE FROM photo_garbage WHERE content = $1
                   AND EXISTS (SELECT 1 FROM photos WHERE photos.content = $1)";
    Sql::new(sql).bind(content).execute(connection).await?;
    Ok(())
}

/// Some content hashes whose files may be unused, in their order after `after`.
pub async fn list_garbage(connection: &mut Connection, after: &str) -> Result<Vec<String>, Error> {
    Sql::new("SELECT content FROM photo_garbage WHERE content > $1 ORDER BY content LIMIT 100")
        .bind(after)
        .fetch_scalars(connection)
        .await
}

/// The content hashes of all photos that people and reports have, each once, in their order.
pub async fn list_contents(connection: &mut Connection) -> Result<Vec<String>, Error> {
    let sql = "SELECT content FROM photos UNION SELECT content FROM report_photos ORDER BY content";
    Sql::new(sql).fetch_scalars(connection).await
}

/// Takes a content hash off the list of garbage; `true` if its files are unused and can be deleted.
/// Call [`Write::lock_content`] first.
pub async fn take_garbage(write: &mut Write, content: &str) -> Result<bool, Error> {
    Sql::new("DELETE FROM photo_garbage WHERE content = $1")
        .bind(content)
        .execute(write)
        .await?;
    let sql = "SELECT 1 FROM photos WHERE content = $1
               UNION ALL SELECT 1 FROM report_photos WHERE content = $1";
    Ok(!Sql::new(sql).bind(content).exists(write).await?)
}
