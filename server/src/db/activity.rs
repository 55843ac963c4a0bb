//! Likes and comments of others on one's own moments.

use life_circle_wire::activity::Activity;
use life_circle_wire::people::Person;
use life_circle_wire::{MomentId, PersonId, Timestamp};
use sqlx::{AnyConnection, AssertSqlSafe, FromRow};

use super::people::PersonRow;
use super::visibility::{CAN_SEE_MOMENT, shows, shows_comment};
use crate::{Error, clock};

/// Characters of a moment's beginning.
const EXCERPT_MOST: usize = 60;

#[derive(FromRow)]
struct ActivityRow {
    id: i64,
    #[sqlx(flatten)]
    person: PersonRow,
    moment_id: i64,
    moment_text: String,
    comment: Option<String>,
}

/// Up to `limit` likes and comments with an id below `before`, the newest first, each with its id.
pub async fn list(
    connection: &mut AnyConnection,
    viewer: PersonId,
    before: i64,
    limit: usize,
) -> Result<Vec<(Activity, i64)>, Error> {
    let (liker, comment) = (shows("l.person_id"), shows_comment());
    // Each half is cut to the page on its own index before they are put together.
    let sql = format!(
        "SELECT id, person_id, handle, display_name, avatar_id, moment_id, moment_text, comment FROM (
            SELECT * FROM (
                SELECT l.id, p.id AS person_id, p.handle, p.display_name, p.avatar_id, m.id AS moment_id, m.text AS moment_text,
                    CAST(NULL AS TEXT) AS comment
                FROM likes l JOIN moments m ON m.id = l.moment_id JOIN people p ON p.id = l.person_id
                WHERE l.moment_author_id = $1 AND l.person_id <> $1 AND l.id < $2 AND {CAN_SEE_MOMENT} AND {liker}
                ORDER BY l.id DESC LIMIT $3
            ) AS likes_shown
            UNION ALL
            SELECT * FROM (
                SELECT c.id, p.id AS person_id, p.handle, p.display_name, p.avatar_id, m.id AS moment_id, m.text AS moment_text,
                    c.text AS comment
                FROM comments c JOIN moments m ON m.id = c.moment_id JOIN people p ON p.id = c.author_id
                WHERE c.moment_author_id = $1 AND c.author_id <> $1 AND c.id < $2 AND {CAN_SEE_MOMENT} AND {comment}
                ORDER BY c.id DESC LIMIT $3
            ) AS comments_shown
         ) AS shown ORDER BY id DESC LIMIT $3"
    );
    let query = sqlx::query_as(AssertSqlSafe(sql)).bind(viewer.0).bind(before).bind(limit as i64);
    let rows: Vec<ActivityRow> = query.fetch_all(connection).await?;
    let activity = |row: ActivityRow| {
        let activity = Activity {
            person: Person::from(row.person),
            moment_id: MomentId(row.moment_id),
            excerpt: row.moment_text.chars().take(EXCERPT_MOST).collect(),
            comment: row.comment,
            created_at: clock::time_of(row.id),
        };
        (activity, row.id)
    };
    Ok(rows.into_iter().map(activity).collect())
}

/// Up to when the viewer has looked.
pub async fn seen_at(connection: &mut AnyConnection, viewer: PersonId) -> Result<Option<Timestamp>, Error> {
    let sql = "SELECT activity_seen_at FROM feeds WHERE person_id = $1";
    let at: Option<i64> = sqlx::query_scalar(sql).bind(viewer.0).fetch_one(connection).await?;
    Ok(at.map(Timestamp))
}

/// Notes up to when the viewer has looked: forward only.
pub async fn set_seen(connection: &mut AnyConnection, viewer: PersonId, at: Timestamp) -> Result<(), Error> {
    let sql = "UPDATE feeds SET activity_seen_at = $2 WHERE person_id = $1 AND COALESCE(activity_seen_at, 0) < $2";
    sqlx::query(sql).bind(viewer.0).bind(at.0).execute(connection).await?;
    Ok(())
}
