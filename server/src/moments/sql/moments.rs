//! Moments. [`list_visible`] reads moments for a viewer and lets only those through that the viewer
//! can see.

use std::collections::HashMap;

use life_circle_wire::audience::Chosen;
use life_circle_wire::moments::{CommentsPreview, Likes, Moment};
use life_circle_wire::person::Person;
use life_circle_wire::{ErrorCode, MomentId, PersonId, Timestamp};
use serde::Deserialize;

use super::previews::FoundComments;
use super::{likes, photos, previews, reminders};
use crate::audience::sql::chosen::{decode_audience, list_chosen};
use crate::platform::db::{Connection, Sql, fragment, sql};
use crate::relations::sql::friends;
use crate::rules::person::{PERSON, PersonRow, read_people};
use crate::rules::visibility::{CAN_SEE_MOMENT, IS_OPEN, Rule, WANTS_IN_FEED};
use crate::{Error, clock};

#[derive(Deserialize)]
struct MomentRow {
    id: i64,
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
    shown_until: Option<i64>,
}

impl MomentRow {
    /// The moment as the viewer may know it. `chosen` says what the audiences of the viewer's own
    /// moments name.
    fn into_moment(self, viewer: PersonId, chosen: &HashMap<i64, Chosen>) -> Result<Moment, Error> {
        let is_mine = self.author.person_id == viewer.0;
        let kind = self.kind.as_deref().filter(|_| is_mine);
        Ok(Moment {
            audience: decode_audience(&self.audience, kind)?,
            chosen: self
                .audience_id
                .and_then(|id| chosen.get(&id).cloned())
                .unwrap_or_default(),
            id: MomentId(self.id),
            edit_until: is_mine.then_some(Timestamp(self.edit_until)),
            author: Person::from(self.author),
            text: self.text,
            place: self.place,
            photos: Vec::new(),
            reminded: Vec::new(),
            is_of_stranger: self.of_stranger == 1,
            is_muted: self.muted > 0,
            created_at: Timestamp(self.created_at),
            is_edited: self.edited_at.is_some(),
            likes: Likes::default(),
            comments: CommentsPreview::default(),
        })
    }
}

/// The columns of a moment `m` of the author `p`, as the viewer sees it.
static MOMENT: Rule = Rule::of(|| {
    fragment!(
        "m.id, {PERSON}, m.text, m.place, m.audience, m.audience_id,
         (SELECT a.kind FROM audiences a WHERE a.id = m.audience_id) AS kind, m.created_at,
         m.edited_at, m.edit_until,
         (
             SELECT COUNT(*) FROM mutes
             WHERE mutes.person_id = $viewer AND mutes.moment_id = m.id) AS muted,
         CASE
             WHEN m.author_id = $viewer
                 OR EXISTS (
                     SELECT 1 FROM friendships f
                     WHERE f.person_id = $viewer AND f.friend_id = m.author_id) THEN 0
             ELSE 1
         END AS of_stranger,
         CASE
             WHEN p.shows_days > 0 AND m.author_id <> $viewer
                 THEN m.created_at + p.shows_days * 86400000
         END AS shown_until"
    )
});

/// Those of the moments that the viewer can see, the newest first, without photos, likes, comments
/// and reminded people.
pub async fn list_visible(
    connection: &mut Connection,
    viewer: PersonId,
    ids: &[i64],
) -> Result<Vec<Moment>, Error> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let sql = sql!(
        "SELECT {MOMENT} FROM moments m JOIN people p ON p.id = m.author_id
         WHERE m.id IN ($list) AND {CAN_SEE_MOMENT}
         ORDER BY m.id DESC"
    );
    let sql = sql.viewer(viewer).now(clock::now());
    let sql = sql.list(ids.iter().copied());
    Ok(read_moments(connection, viewer, sql).await?.0)
}

/// Up to `limit` moments of the viewer's feed below the id `before` that the viewer can see, the
/// newest first, without photos, likes, comments and reminded people. The time says until when they
/// are the same, if nothing is changed: one of them then leaves the window of its author.
pub async fn list_in_feed(
    connection: &mut Connection,
    viewer: PersonId,
    before: i64,
    limit: usize,
) -> Result<(Vec<Moment>, Option<Timestamp>), Error> {
    let sql = sql!(
        "SELECT {MOMENT} FROM timeline t
         JOIN moments m ON m.id = t.moment_id
         JOIN people p ON p.id = m.author_id
         WHERE t.person_id = $viewer AND t.moment_id < $3 AND {WANTS_IN_FEED} AND {CAN_SEE_MOMENT}
         ORDER BY t.moment_id DESC LIMIT $4"
    );
    let sql = sql.viewer(viewer).now(clock::now()).bind(before);
    read_moments(connection, viewer, sql.bind(limit as i64)).await
}

async fn read_moments(
    connection: &mut Connection,
    viewer: PersonId,
    sql: Sql,
) -> Result<(Vec<Moment>, Option<Timestamp>), Error> {
    let rows: Vec<MomentRow> = sql.fetch_all(connection).await?;
    // Only the author may know exactly whom the moment is for.
    let mine = rows.iter().filter(|row| row.author.person_id == viewer.0);
    let mine: Vec<i64> = mine.filter_map(|row| row.audience_id).collect();
    let chosen = list_chosen(connection, &mine).await?;
    let until = rows.iter().filter_map(|row| row.shown_until).min();
    let moments: Result<_, Error> = rows
        .into_iter()
        .map(|row| row.into_moment(viewer, &chosen))
        .collect();
    Ok((moments?, until.map(Timestamp)))
}

/// Loads the photos of the moments, and nothing else.
pub async fn load_photos(connection: &mut Connection, moments: &mut [Moment]) -> Result<(), Error> {
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
    connection: &mut Connection,
    viewer: PersonId,
    moments: &mut [Moment],
) -> Result<(), Error> {
    if moments.is_empty() {
        return Ok(());
    }
    let ids: Vec<i64> = moments.iter().map(|moment| moment.id.0).collect();
    let mut photos = photos::list_photos(connection, &ids).await?;
    let mut reminded = reminders::list_visible_reminded(connection, viewer, &ids).await?;
    let mut likes = likes::find_likes(connection, viewer, &ids).await?;
    let mut comments = previews::find_previews(connection, viewer, &ids).await?;
    let mut texts = previews::read_texts(connection, comments.values()).await?;
    let named = reminded.values().flatten().copied();
    let named = named.chain(
        likes
            .values()
            .flat_map(|likes| likes.people.iter().copied()),
    );
    let named = named.chain(comments.values().flat_map(FoundComments::people));
    let people = read_people(connection, viewer, named).await?;
    for moment in moments {
        let id = &moment.id;
        let reminded = reminded.remove(id).unwrap_or_default();
        let reminded = reminded.iter().filter_map(|person| people.get(person));
        moment.reminded = reminded.cloned().collect();
        moment.photos = photos.remove(id).unwrap_or_default();
        moment.likes = likes.remove(id).unwrap_or_default().with(&people);
        let comments = comments.remove(id).unwrap_or_default();
        moment.comments = comments.with(*id, &people, &mut texts);
    }
    Ok(())
}

/// One complete moment; `None` if the viewer can't see it.
pub async fn find_moment(
    connection: &mut Connection,
    viewer: PersonId,
    id: MomentId,
) -> Result<Option<Moment>, Error> {
    let mut moments = list_visible(connection, viewer, &[id.0]).await?;
    complete_moments(connection, viewer, &mut moments).await?;
    Ok(moments.pop())
}

/// The author of a moment; `None` if the viewer can't see the moment.
pub async fn find_visible_author(
    connection: &mut Connection,
    viewer: PersonId,
    id: MomentId,
) -> Result<Option<PersonId>, Error> {
    let sql = sql!("SELECT m.author_id FROM moments m WHERE m.id = $3 AND {CAN_SEE_MOMENT}");
    let sql = sql.viewer(viewer).now(clock::now()).bind(id.0);
    let author: Option<i64> = sql.fetch_optional_scalar(connection).await?;
    Ok(author.map(PersonId))
}

/// Whether strangers, too, may look at a moment that the viewer can see.
pub async fn is_open(
    connection: &mut Connection,
    viewer: PersonId,
    id: MomentId,
) -> Result<bool, Error> {
    let sql = sql!("SELECT 1 FROM moments m WHERE m.id = $3 AND {CAN_SEE_MOMENT} AND {IS_OPEN}");
    let sql = sql.viewer(viewer).now(clock::now()).bind(id.0);
    sql.exists(connection).await
}

/// The author of a moment that the viewer may like and comment on. Refuses with `NotFound` if the
/// viewer can't see the moment, and with `FriendsOnly` if the viewer is a stranger, who may only
/// look.
pub async fn authorize_reaction(
    connection: &mut Connection,
    viewer: PersonId,
    id: MomentId,
) -> Result<PersonId, Error> {
    let author = find_visible_author(connection, viewer, id)
        .await?
        .ok_or(ErrorCode::NotFound)?;
    if author != viewer && !friends::are_friends(connection, viewer, author).await? {
        return Err(ErrorCode::FriendsOnly.into());
    }
    Ok(author)
}

#[derive(Deserialize)]
struct DayRow {
    day: i64,
    moments: i64,
}

/// How many moments of an author a search of the viewer finds, by day, the newest first. Days are
/// counted from 1970, by a clock that is so many milliseconds ahead of UTC.
pub async fn count_by_day(
    connection: &mut Connection,
    viewer: PersonId,
    author: PersonId,
    ahead_ms: i64,
) -> Result<Vec<(i64, u32)>, Error> {
    let sql = sql!(
        "SELECT (m.created_at + $4) / 86400000 AS day, COUNT(*) AS moments
         FROM moments m
         WHERE m.author_id = $3 AND {CAN_SEE_MOMENT} AND {WANTS_IN_FEED}
         GROUP BY day ORDER BY day DESC"
    );
    let sql = sql.viewer(viewer).now(clock::now());
    let sql = sql.bind(author.0).bind(ahead_ms);
    let rows: Vec<DayRow> = sql.fetch_all(connection).await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.day, row.moments as u32))
        .collect())
}

/// Up to `limit` ids of an author's moments below `before` that the viewer can see, the newest
/// first.
pub async fn list_album(
    connection: &mut Connection,
    viewer: PersonId,
    author: PersonId,
    before: i64,
    limit: usize,
) -> Result<Vec<i64>, Error> {
    let sql = sql!(
        "SELECT m.id FROM moments m
         WHERE m.author_id = $3 AND m.id < $4 AND {CAN_SEE_MOMENT}
         ORDER BY m.id DESC LIMIT $5"
    );
    let sql = sql.viewer(viewer).now(clock::now());
    let sql = sql.bind(author.0).bind(before).bind(limit as i64);
    sql.fetch_scalars(connection).await
}
