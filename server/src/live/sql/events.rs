//! Queries of an event stream. Each one reads as the person whose stream it is, at the current
//! time.

use life_circle_wire::events::{Arrived, Status};
use life_circle_wire::limits::UNSEEN_MOST;
use life_circle_wire::person::Person;
use life_circle_wire::{MomentId, PersonId, Timestamp};
use serde::Deserialize;

use crate::inbox::sql::notifications;
use crate::platform::db::{Connection, sql};
use crate::relations::sql::requests;
use crate::rules::person::{PERSON, PersonRow};
use crate::rules::visibility::{CAN_SEE_MOMENT, IS_FOR_VIEWER, WANTS_IN_FEED, shows_comment};
use crate::{Error, clock};

/// Most arrivals that one read returns. A client that missed more reads its feed again.
const ARRIVED_MOST: u32 = 100;
/// Most arrivals that are examined for the number of unseen moments. Arrivals that the viewer can't
/// see don't count.
const STATUS_EXAMINED_MOST: u32 = 5 * UNSEEN_MOST;

#[derive(Deserialize)]
struct ArrivedRow {
    arrival: i64,
    moment_id: i64,
    author: PersonRow,
}

/// The moments that arrived after the number `after` and that the viewer can see, in the order of
/// their arrival.
///
/// Arrivals are numbered without gaps, and are among the newest moments. So the query reads from
/// the newest moment back until it has all arrivals. This saves an index on arrivals, which every
/// post would have to write for every reader.
pub async fn list_arrived(
    connection: &mut Connection,
    viewer: PersonId,
    after: i64,
) -> Result<Vec<Arrived>, Error> {
    let sql = sql!(
        "SELECT t.arrival, t.moment_id, {PERSON}
         FROM (
             SELECT arrival, moment_id FROM timeline
             WHERE person_id = $viewer AND arrival > $3 AND arrival > 0
             ORDER BY moment_id DESC
             LIMIT (SELECT last_arrival - $3 FROM feeds WHERE person_id = $viewer)) AS t
         JOIN moments m ON m.id = t.moment_id
         JOIN people p ON p.id = m.author_id
         WHERE {CAN_SEE_MOMENT} AND {WANTS_IN_FEED}
         ORDER BY t.arrival LIMIT {ARRIVED_MOST}"
    );
    let sql = sql.viewer(viewer).now(clock::now()).bind(after);
    let rows: Vec<ArrivedRow> = sql.fetch_all(connection).await?;
    let arrived = |row: ArrivedRow| Arrived {
        arrival: row.arrival,
        moment_id: MomentId(row.moment_id),
        author: Person::from(row.author),
    };
    Ok(rows.into_iter().map(arrived).collect())
}

#[derive(Deserialize)]
struct UnseenRow {
    author: PersonRow,
}

/// What is new for the viewer: unseen moments, unread notifications and open requests.
pub async fn read_status(
    connection: &mut Connection,
    viewer: PersonId,
    now: Timestamp,
) -> Result<Status, Error> {
    let sql = sql!(
        "SELECT {PERSON}
         FROM (
             SELECT moment_id, arrival FROM timeline
             WHERE person_id = $viewer AND arrival > 0
                 AND arrival > (SELECT seen_arrival FROM feeds WHERE person_id = $viewer)
             ORDER BY moment_id DESC
             LIMIT (
                 SELECT CASE
                     WHEN last_arrival - seen_arrival < {STATUS_EXAMINED_MOST}
                         THEN last_arrival - seen_arrival
                     ELSE {STATUS_EXAMINED_MOST}
                 END
                 FROM feeds
                 WHERE person_id = $viewer)) AS unseen
         JOIN moments m ON m.id = unseen.moment_id
         JOIN people p ON p.id = m.author_id
         WHERE m.author_id <> $viewer AND {CAN_SEE_MOMENT} AND {WANTS_IN_FEED}
         ORDER BY unseen.arrival DESC LIMIT {UNSEEN_MOST}"
    );
    let sql = sql.viewer(viewer).now(now);
    let rows: Vec<UnseenRow> = sql.fetch_all(connection).await?;
    let (unread, newest_actor) = notifications::count_unread(connection, viewer, now).await?;
    Ok(Status {
        unseen: rows.len() as u32,
        newest_author: rows.into_iter().next().map(|row| Person::from(row.author)),
        unread,
        newest_actor,
        requests: requests::count_incoming(connection, viewer, now).await?,
    })
}

/// Whether the viewer is shown a like or comment of a person on a moment, perhaps in reply to
/// somebody. This is the rule for comments; the comment itself may be deleted already.
pub async fn can_see_reaction(
    connection: &mut Connection,
    viewer: PersonId,
    moment: MomentId,
    person: PersonId,
    target: Option<PersonId>,
) -> Result<bool, Error> {
    let sql = sql!(
        "SELECT 1 FROM moments m
         JOIN (
             SELECT CAST($4 AS BIGINT) AS author_id, CAST($5 AS BIGINT) AS reply_to_id,
                 0 AS target_is_gone) AS c ON 1 = 1
         WHERE m.id = $3 AND {CAN_SEE_MOMENT} AND {comment}",
        comment = shows_comment(),
    );
    let sql = sql.viewer(viewer).now(clock::now()).bind(moment.0);
    let sql = sql.bind(person.0).bind(target.map(|target| target.0));
    sql.exists(connection).await
}

/// Whether the viewer could see a moment of this author before it was deleted.
pub async fn could_see_moment(
    connection: &mut Connection,
    viewer: PersonId,
    author: PersonId,
    moment: MomentId,
) -> Result<bool, Error> {
    let sql =
        sql!("SELECT 1 FROM moments m WHERE m.id = $3 AND m.author_id = $4 AND {IS_FOR_VIEWER}");
    let sql = sql.viewer(viewer).now(clock::now());
    let sql = sql.bind(moment.0).bind(author.0);
    sql.exists(connection).await
}
