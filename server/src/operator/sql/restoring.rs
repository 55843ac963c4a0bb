//! What a restored backup has and must not have.

use crate::Error;
use crate::platform::db::{Connection, NAMED_MOST, Sql};

/// Ids that the database has.
#[derive(Default)]
pub struct Present {
    /// Ids of people.
    pub people: Vec<i64>,
    /// Ids of moments.
    pub moments: Vec<i64>,
    /// Ids of comments.
    pub comments: Vec<i64>,
    /// Ids of photos.
    pub photos: Vec<i64>,
}

impl Present {
    /// How many ids there are.
    pub fn count(&self) -> usize {
        self.people.len() + self.moments.len() + self.comments.len() + self.photos.len()
    }
}

/// Finds out which of these ids the database has, and what they are.
pub async fn list_present(connection: &mut Connection, ids: &[i64]) -> Result<Present, Error> {
    let mut present = Present::default();
    for ids in ids.chunks(NAMED_MOST) {
        for (list, sql) in [
            (
                &mut present.people,
                "SELECT id FROM people WHERE id IN ($list)",
            ),
            (
                &mut present.moments,
                "SELECT id FROM moments WHERE id IN ($list)",
            ),
            (
                &mut present.comments,
                "SELECT id FROM comments WHERE id IN ($list)",
            ),
            (
                &mut present.photos,
                "SELECT id FROM photos WHERE id IN ($list)",
            ),
        ] {
            let sql = Sql::new(sql).list(ids.iter().copied());
            list.extend(sql.fetch_scalars::<i64>(connection).await?);
        }
    }
    Ok(present)
}

/// Takes photos out of the profiles that they are the picture or the cover of.
pub async fn clear_pictures(connection: &mut Connection, photos: &[i64]) -> Result<(), Error> {
    for photos in photos.chunks(NAMED_MOST) {
        for sql in [
            "UPDATE people SET avatar_id = NULL WHERE avatar_id IN ($list)",
            "UPDATE people SET cover_id = NULL WHERE cover_id IN ($list)",
        ] {
            let sql = Sql::new(sql).list(photos.iter().copied());
            sql.execute(connection).await?;
        }
    }
    Ok(())
}

/// Signs everybody out, and makes links and recovery codes invalid: they may have been used or
/// revoked since.
pub async fn end_ways_in(connection: &mut Connection) -> Result<(), Error> {
    for sql in [
        "DELETE FROM devices",
        "DELETE FROM ceremonies",
        "DELETE FROM recovery_codes",
        "DELETE FROM link_followers",
        "DELETE FROM links",
    ] {
        Sql::new(sql).execute(connection).await?;
    }
    Ok(())
}
