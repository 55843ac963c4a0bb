//! Topics in the texts of moments.

use life_circle_wire::text::{EntityKind, entities};
use life_circle_wire::{MomentId, PersonId, Topic};

use crate::platform::db::{Connection, Sql, sql};
use crate::rules::visibility::{CAN_SEE_MOMENT, WANTS_IN_FEED};
use crate::{Error, clock, fold};

/// Stores the topics in a moment's text, in place of its earlier topics.
pub async fn set_topics(
    connection: &mut Connection,
    moment: MomentId,
    text: &str,
) -> Result<(), Error> {
    Sql::new("DELETE FROM topics WHERE moment_id = $1")
        .bind(moment.0)
        .execute(connection)
        .await?;
    for entity in entities(text) {
        let EntityKind::Topic(words) = entity.kind else {
            continue;
        };
        let sql = "INSERT INTO topics (topic, moment_id)
                   VALUES ($1, $2)
                   ON CONFLICT (topic, moment_id) DO NOTHING";
        Sql::new(sql)
            .bind(fold(&words))
            .bind(moment.0)
            .execute(connection)
            .await?;
    }
    Ok(())
}

/// Up to `limit` ids below `before` of moments that have a topic, are in the viewer's feed and can
/// be seen by the viewer, the newest first.
pub async fn list_in_feed(
    connection: &mut Connection,
    viewer: PersonId,
    topic: &Topic,
    before: i64,
    limit: usize,
) -> Result<Vec<i64>, Error> {
    let sql = sql!(
        "SELECT t.moment_id FROM topics t
         JOIN timeline feed ON feed.moment_id = t.moment_id AND feed.person_id = $viewer
         JOIN moments m ON m.id = t.moment_id
         WHERE t.topic = $3 AND t.moment_id < $4 AND {WANTS_IN_FEED} AND {CAN_SEE_MOMENT}
         ORDER BY t.moment_id DESC LIMIT $5"
    );
    let sql = sql.viewer(viewer).now(clock::now());
    let sql = sql
        .bind(fold(topic.as_str()))
        .bind(before)
        .bind(limit as i64);
    sql.fetch_scalars(connection).await
}
