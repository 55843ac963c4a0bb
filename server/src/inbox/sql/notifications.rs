//! Notifications: events that concern a person.

use life_circle_wire::limits::UNSEEN_MOST;
use life_circle_wire::notifications::{
    Notification, NotificationKind, NotifiedComment, NotifiedMoment,
};
use life_circle_wire::person::Person;
use life_circle_wire::{CommentId, MomentId, PersonId, Timestamp};
use serde::Deserialize;

use crate::Error;
use crate::moments::sql::photos;
use crate::platform::db::{
    Connection, Fragment, Sql, Write, decode_enum, encode_enum, fragment, sql,
};
use crate::platform::news::News;
use crate::rules::person::{PERSON, PersonRow};
use crate::rules::visibility::{CAN_SEE_MOMENT, shows_comment, shows_contribution};

/// Most characters of a moment's text in a notification.
const EXCERPT_MOST: usize = 60;

/// A notification to store, for one person or several.
#[derive(Clone, Copy)]
pub struct NewNotification {
    /// The kind of event.
    pub kind: NotificationKind,
    /// The person who did it.
    pub actor: PersonId,
    /// The moment that it is about, or that it happened under.
    pub moment: Option<MomentId>,
    /// The comment, if the event is a comment or in one.
    pub comment: Option<CommentId>,
    /// Recognizes a repeat of the event, which isn't stored again: the id of the comment, else of
    /// the moment, else of the request; for an acceptance, the time.
    pub subject: i64,
    /// When it happened: now.
    pub created_at: Timestamp,
}

/// Notifies people of an event, each once, except the actor and people who muted the moment.
pub async fn insert_notifications(
    write: &mut Write,
    people: &[PersonId],
    new: &NewNotification,
) -> Result<(), Error> {
    let mut people = people.to_vec();
    // In the order of their ids, so that two calls for the same people can't deadlock.
    people.sort_unstable();
    people.dedup();
    for person in people.into_iter().filter(|person| *person != new.actor) {
        if let Some(moment) = new.moment
            && is_muted(write, person, moment).await?
        {
            continue;
        }
        let sql = sql!(
            "SELECT last_notification FROM feeds WHERE person_id = $1{for_update}",
            for_update = write.for_update(),
        );
        let last: i64 = sql.bind(person.0).fetch_scalar(write).await?;
        let added = Sql::new(
            "INSERT INTO notifications (
                 person_id, number, kind, actor_id, moment_id, comment_id, subject_id, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
             ON CONFLICT (person_id, kind, subject_id, actor_id) DO NOTHING",
        )
        .bind(person.0)
        .bind(last + 1)
        .bind(encode_enum(new.kind))
        .bind(new.actor.0)
        .bind(new.moment.map(|moment| moment.0))
        .bind(new.comment.map(|comment| comment.0))
        .bind(new.subject)
        .bind(new.created_at.0)
        .execute(write)
        .await?;
        if added > 0 {
            Sql::new("UPDATE feeds SET last_notification = $2 WHERE person_id = $1")
                .bind(person.0)
                .bind(last + 1)
                .execute(write)
                .await?;
        }
        write.tell(News::Waiting(person));
    }
    Ok(())
}

/// Everybody who was ever notified of a mention by the moment itself, not by a comment.
pub async fn list_mentioned(
    connection: &mut Connection,
    moment: MomentId,
) -> Result<Vec<PersonId>, Error> {
    let sql = "SELECT person_id FROM notifications
               WHERE moment_id = $1 AND kind = 'mention' AND comment_id IS NULL";
    let people: Vec<i64> = Sql::new(sql)
        .bind(moment.0)
        .fetch_scalars(connection)
        .await?;
    Ok(people.into_iter().map(PersonId).collect())
}

/// Withdraws a moment's mention of somebody, or renews it.
pub async fn set_mentioned(
    write: &mut Write,
    moment: MomentId,
    person: PersonId,
    is_mentioned: bool,
) -> Result<(), Error> {
    let sql = "UPDATE notifications SET is_withdrawn = $3
               WHERE moment_id = $1 AND person_id = $2 AND kind = 'mention' AND comment_id IS NULL";
    Sql::new(sql)
        .bind(moment.0)
        .bind(person.0)
        .bind(i64::from(!is_mentioned))
        .execute(write)
        .await?;
    write.tell(News::Waiting(person));
    Ok(())
}

#[derive(Deserialize)]
struct NotificationRow {
    number: i64,
    kind: String,
    person: PersonRow,
    moment_id: Option<i64>,
    moment_text: Option<String>,
    comment_id: Option<i64>,
    comment_text: Option<String>,
    created_at: i64,
}

/// The `FROM` and `WHERE` of the notifications `n` that the viewer may be shown now, with the actor
/// `p`.
fn visible_notifications() -> Fragment {
    fragment!(
        "FROM notifications n
         JOIN people p ON p.id = n.actor_id
         LEFT JOIN moments m ON m.id = n.moment_id
         LEFT JOIN comments c ON c.id = n.comment_id
         WHERE n.person_id = $viewer
             AND CASE
                 WHEN n.kind = 'like' THEN {CAN_SEE_MOMENT} AND {actor}
                     AND EXISTS (
                         SELECT 1 FROM likes l
                         WHERE l.moment_id = n.moment_id AND l.person_id = n.actor_id)
                 WHEN n.comment_id IS NOT NULL THEN c.id IS NOT NULL AND {CAN_SEE_MOMENT}
                     AND {comment}
                 WHEN n.kind = 'mention' THEN n.is_withdrawn = 0 AND {CAN_SEE_MOMENT}
                 WHEN n.kind = 'request'
                     THEN EXISTS (
                         SELECT 1 FROM friend_requests r
                         WHERE r.id = n.subject_id AND r.receiver_id = $viewer
                             AND r.lapses_at > $now
                             AND r.ignored_at IS NULL AND r.withdrawn_at IS NULL)
                 ELSE EXISTS (
                     SELECT 1 FROM friendships f
                     WHERE f.person_id = $viewer AND f.friend_id = n.actor_id)
             END",
        actor = shows_contribution("n.actor_id"),
        comment = shows_comment(),
    )
}

/// Up to `limit` notifications with a number below `before`, the newest first.
pub async fn list_notifications(
    connection: &mut Connection,
    viewer: PersonId,
    now: Timestamp,
    before: i64,
    limit: usize,
) -> Result<Vec<Notification>, Error> {
    let sql = sql!(
        "SELECT n.number, n.kind, {PERSON}, m.id AS moment_id,
             m.text AS moment_text, c.id AS comment_id, c.text AS comment_text, n.created_at
         {notifications} AND n.number < $3 ORDER BY n.number DESC LIMIT $4",
        notifications = visible_notifications(),
    );
    let sql = sql.viewer(viewer).now(now).bind(before);
    let rows: Vec<NotificationRow> = sql.bind(limit as i64).fetch_all(connection).await?;
    let mut moments: Vec<i64> = rows.iter().filter_map(|row| row.moment_id).collect();
    moments.sort_unstable();
    moments.dedup();
    let photos = photos::list_photos(connection, &moments).await?;
    let notification = |row: NotificationRow| -> Result<Notification, Error> {
        Ok(Notification {
            number: row.number,
            kind: decode_enum(&row.kind)?,
            person: Person::from(row.person),
            moment: row.moment_id.map(|id| NotifiedMoment {
                id: MomentId(id),
                excerpt: row
                    .moment_text
                    .unwrap_or_default()
                    .chars()
                    .take(EXCERPT_MOST)
                    .collect(),
                photo: photos
                    .get(&MomentId(id))
                    .and_then(|photos| photos.first())
                    .cloned(),
            }),
            comment: row
                .comment_id
                .zip(row.comment_text)
                .map(|(id, text)| NotifiedComment {
                    id: CommentId(id),
                    text,
                }),
            created_at: Timestamp(row.created_at),
        })
    };
    rows.into_iter().map(notification).collect()
}

#[derive(Deserialize)]
struct ActorRow {
    person: PersonRow,
}

/// How many notifications are unread for the viewer, counted up to a limit, and who did the newest
/// of them.
pub async fn count_unread(
    connection: &mut Connection,
    viewer: PersonId,
    now: Timestamp,
) -> Result<(u32, Option<Person>), Error> {
    let sql = sql!(
        "SELECT {PERSON} {notifications}
             AND n.number > (SELECT seen_notification FROM feeds WHERE person_id = $viewer)
         ORDER BY n.number DESC LIMIT {UNSEEN_MOST}",
        notifications = visible_notifications(),
    );
    let sql = sql.viewer(viewer).now(now);
    let rows: Vec<ActorRow> = sql.fetch_all(connection).await?;
    Ok((
        rows.len() as u32,
        rows.into_iter().next().map(|row| Person::from(row.person)),
    ))
}

/// The number of the last notification that the viewer has seen.
pub async fn read_seen(connection: &mut Connection, viewer: PersonId) -> Result<i64, Error> {
    let sql = "SELECT seen_notification FROM feeds WHERE person_id = $1";
    Sql::new(sql).bind(viewer.0).fetch_scalar(connection).await
}

/// Sets how far the viewer has seen their notifications: only forward, and not beyond the last one.
pub async fn set_seen(write: &mut Write, viewer: PersonId, number: i64) -> Result<(), Error> {
    Sql::new(
        "UPDATE feeds SET seen_notification = CASE
             WHEN $2 > last_notification THEN last_notification
             ELSE $2
         END
         WHERE person_id = $1 AND $2 > seen_notification",
    )
    .bind(viewer.0)
    .bind(number)
    .execute(write)
    .await?;
    write.tell(News::Waiting(viewer));
    Ok(())
}

async fn is_muted(
    connection: &mut Connection,
    person: PersonId,
    moment: MomentId,
) -> Result<bool, Error> {
    let sql = Sql::new("SELECT 1 FROM mutes WHERE person_id = $1 AND moment_id = $2");
    sql.bind(person.0).bind(moment.0).exists(connection).await
}

/// Mutes a moment for somebody, or unmutes it.
pub async fn set_muted(
    connection: &mut Connection,
    person: PersonId,
    moment: MomentId,
    muted: bool,
) -> Result<(), Error> {
    let sql = if muted {
        "INSERT INTO mutes (person_id, moment_id)
         VALUES ($1, $2)
         ON CONFLICT (person_id, moment_id) DO NOTHING"
    } else {
        "DELETE FROM mutes WHERE person_id = $1 AND moment_id = $2"
    };
    Sql::new(sql)
        .bind(person.0)
        .bind(moment.0)
        .execute(connection)
        .await?;
    Ok(())
}
