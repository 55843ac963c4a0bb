//! Feeds. Posting a moment writes a small row for everybody whom it is for. What a feed shows is
//! decided when somebody reads it.

use life_circle_wire::audience::Audience;
use life_circle_wire::feed::FeedItem;
use life_circle_wire::moments::Moment;
use life_circle_wire::{PersonId, Timestamp};
use serde::Deserialize;

use super::moments;
use super::writing::NewMoment;
use crate::Error;
use crate::platform::db::{Connection, Fragment, Sql, Write, fragment, sql};
use crate::platform::news::News;
use crate::rules::visibility::is_for;

/// Whether the person of a feed hides the moments of `$1` from themselves: these count no arrival,
/// and what they read of their feed stays the same.
const HIDES_AUTHOR: &str = "EXISTS (
    SELECT 1 FROM friend_details tired
    WHERE tired.person_id = feeds.person_id AND tired.friend_id = $1 AND tired.hides_theirs = 1)";

/// Puts a moment into the feeds of its author and of the people whom it is for, and counts an
/// arrival there. If the moment has an audience of its own, the author's other friends get a row
/// that shows nothing and counts no arrival: the moment may be for them later, but no counter may
/// reveal it now. Call [`Write::lock_people`] with the author first.
pub async fn deliver_moment(write: &mut Write, new: &NewMoment<'_>) -> Result<(), Error> {
    let author = new.author;
    let moment = new.id;
    let readers: Fragment = match (new.audience, new.audience_id) {
        (Audience::OnlyMe, _) => "person_id = $1".into(),
        // The same as the visibility rule, but cheaper: it is asked for a thousand friends at once.
        (_, None) => "person_id IN (
                SELECT CAST($1 AS BIGINT)
                UNION ALL SELECT f.friend_id FROM friendships f
                WHERE f.person_id = $1
                    AND NOT EXISTS (
                        SELECT 1 FROM friend_details hide
                        WHERE hide.person_id = $1 AND hide.friend_id = f.friend_id
                            AND hide.hides_mine = 1))"
            .into(),
        (_, Some(_)) => fragment!(
            "person_id IN (
                 SELECT CAST($1 AS BIGINT)
                 UNION ALL SELECT f.friend_id FROM moments m
                 JOIN friendships f ON f.person_id = m.author_id
                 WHERE m.id = {moment} AND {is_reader})",
            moment = moment.0,
            is_reader = is_for("f.friend_id"),
        ),
    };
    // Locks in the order of the ids, so that two deliveries can't deadlock.
    let for_update = write.for_update();
    if !for_update.is_empty() {
        let lock = sql!(
            "SELECT person_id FROM feeds WHERE {readers} ORDER BY person_id{for_update}",
            readers = readers.clone(),
            for_update = for_update,
        );
        lock.bind(author.0).execute(write).await?;
    }
    let count = sql!(
        "UPDATE feeds SET last_arrival = last_arrival + 1
         WHERE {readers} AND NOT {HIDES_AUTHOR}",
        readers = readers.clone(),
    );
    count.bind(author.0).execute(write).await?;
    let insert = sql!(
        "INSERT INTO timeline (person_id, moment_id, arrival)
         SELECT person_id, $2, CASE WHEN {HIDES_AUTHOR} THEN 0 ELSE last_arrival END
         FROM feeds WHERE {readers}",
        readers = readers,
    );
    insert.bind(author.0).bind(moment.0).execute(write).await?;
    if new.audience_id.is_some() {
        Sql::new(
            "INSERT INTO timeline (person_id, moment_id, arrival)
             SELECT f.friend_id, $2, 0 FROM friendships f
             WHERE f.person_id = $1
             ON CONFLICT (person_id, moment_id) DO NOTHING",
        )
        .bind(author.0)
        .bind(moment.0)
        .execute(write)
        .await?;
    }
    write.tell(News::Arrival(author));
    Ok(())
}

/// Up to `limit` moments of the viewer's feed below the id `before` that the viewer can see, the
/// newest first, and the cursor of the next page, if there is one. The cursor is the id of the last
/// moment shown, so nothing reveals whether there are moments in between that aren't for the viewer
/// (`docs/decisions/pages-of-feeds.md`). Moments after `seen_moment` are new. The time says until
/// when the page is the same, if nothing is changed.
pub async fn list_feed(
    connection: &mut Connection,
    viewer: PersonId,
    before: i64,
    limit: usize,
    seen_moment: Option<i64>,
) -> Result<(Vec<FeedItem>, Option<i64>, Option<Timestamp>), Error> {
    let (mut visible, until) = moments::list_in_feed(connection, viewer, before, limit + 1).await?;
    let is_more = visible.len() > limit;
    visible.truncate(limit);
    moments::complete_moments(connection, viewer, &mut visible).await?;
    let last = visible.last().map(|moment| moment.id.0);
    let item = |moment: Moment| FeedItem {
        is_new: seen_moment.is_some_and(|seen| moment.id.0 > seen) && moment.author.id != viewer,
        moment,
    };
    Ok((
        visible.into_iter().map(item).collect(),
        last.filter(|_| is_more),
        until,
    ))
}

/// Marks everything in all feeds as seen at a time. The demo uses it to make up a past.
pub async fn set_all_seen(connection: &mut Connection, at: Timestamp) -> Result<(), Error> {
    let sql = "UPDATE feeds SET seen_arrival = last_arrival, seen_at = $1,
                   seen_notification = last_notification";
    Sql::new(sql).bind(at.0).execute(connection).await?;
    Ok(())
}

/// How far somebody has seen their feed.
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct Seen {
    /// When they last looked, in milliseconds since 1970; `None` if never.
    pub seen_at: Option<i64>,
    /// The last moment that had arrived then, visible or not; 0 if none had. `None` if they never
    /// looked: then nothing is new, since everything is.
    pub seen_moment: Option<i64>,
    /// The number of the last arrival.
    pub last_arrival: i64,
}

/// How far the viewer has seen their feed.
pub async fn read_seen(connection: &mut Connection, viewer: PersonId) -> Result<Seen, Error> {
    // A moment that was opened for the viewer later has no arrival of its own. It is compared by
    // its id, so that nothing tells it from the others.
    let sql = Sql::new(
        "SELECT f.seen_at,
             CASE WHEN f.seen_at IS NOT NULL THEN COALESCE(
                 (SELECT t.moment_id FROM timeline t
                  WHERE t.person_id = f.person_id AND t.arrival > 0
                      AND t.arrival <= f.seen_arrival
                  ORDER BY t.moment_id DESC LIMIT 1), 0) END AS seen_moment,
             f.last_arrival
         FROM feeds f WHERE f.person_id = $1",
    );
    sql.bind(viewer.0).fetch_one(connection).await
}

/// The number of the last arrival in the viewer's feed.
pub async fn read_last_arrival(
    connection: &mut Connection,
    viewer: PersonId,
) -> Result<i64, Error> {
    let sql = "SELECT last_arrival FROM feeds WHERE person_id = $1";
    Sql::new(sql).bind(viewer.0).fetch_scalar(connection).await
}

/// Sets how far the viewer has seen their feed: only forward, and not beyond the last arrival.
pub async fn set_seen(
    write: &mut Write,
    viewer: PersonId,
    arrival: i64,
    now: Timestamp,
) -> Result<(), Error> {
    Sql::new(
        "UPDATE feeds SET seen_at = $3,
             seen_arrival = CASE WHEN $2 > last_arrival THEN last_arrival ELSE $2 END
         WHERE person_id = $1 AND $2 >= seen_arrival",
    )
    .bind(viewer.0)
    .bind(arrival)
    .bind(now.0)
    .execute(write)
    .await?;
    write.tell(News::Waiting(viewer));
    Ok(())
}
