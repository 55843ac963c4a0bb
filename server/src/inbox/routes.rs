//! What happened that is about the reader.

use std::collections::BTreeSet;

use axum::Router;
use life_circle_wire::notifications::{
    ListNotifications, NotificationKind, NotificationsPage, SetMuted, SetNotificationsSeen,
};
use life_circle_wire::text::{EntityKind, entities};
use life_circle_wire::{
    CommentId, ErrorCode, Handle, MomentId, Nothing, PersonId, Timestamp, limits,
};

use super::sql::notifications;
use super::sql::notifications::NewNotification;
use crate::app::App;
use crate::http::call::{Call, Mount as _};
use crate::http::cursors;
use crate::moments::sql::{comments, moments, reminders};
use crate::people::sql::people;
use crate::platform::db::Write;
use crate::relations::sql::friends;
use crate::{Error, clock};

/// The endpoints of this domain.
pub fn router() -> Router<App> {
    Router::new()
        .mount(list_notifications)
        .mount(set_notifications_seen)
        .mount(set_muted)
}

pub async fn list_notifications(call: Call<ListNotifications>) -> Result<NotificationsPage, Error> {
    let before = cursors::decode(call.query.cursor.as_ref(), i64::MAX)?;
    let limit = call.query.limit();
    let mut read = call.app.database.read().await?;
    let found =
        notifications::list(&mut read, call.viewer(), clock::now(), before, limit + 1).await?;
    let seen = notifications::seen(&mut read, call.viewer()).await?;
    let (items, next) = cursors::cut_by(found, limit, |notification| &notification.number);
    Ok(NotificationsPage { items, seen, next })
}

pub async fn set_notifications_seen(call: Call<SetNotificationsSeen>) -> Result<Nothing, Error> {
    let mut write = call.app.database.write().await?;
    notifications::set_seen(&mut write, call.viewer(), call.request.number).await?;
    write.commit().await?;
    Ok(Nothing {})
}

pub async fn set_muted(call: Call<SetMuted>) -> Result<Nothing, Error> {
    let (viewer, moment) = (call.viewer(), call.argument);
    let mut write = call.app.database.write().await?;
    moments::author_if_visible(&mut write, viewer, moment)
        .await?
        .ok_or(ErrorCode::NotFound)?;
    notifications::set_muted(&mut write, viewer, moment, call.request.muted).await?;
    write.commit().await?;
    Ok(Nothing {})
}

/// Where something was written that may be about people.
pub struct Written<'a> {
    /// Who wrote it.
    pub author: PersonId,
    /// In which moment, or under which.
    pub moment: MomentId,
    /// In which comment, if it is one.
    pub comment: Option<CommentId>,
    /// What.
    pub text: &'a str,
    /// Now.
    pub at: Timestamp,
}

impl Written<'_> {
    fn as_kind(&self, kind: NotificationKind) -> NewNotification {
        NewNotification {
            kind,
            actor: self.author,
            moment: Some(self.moment),
            comment: self.comment,
            subject: self.comment.map_or(self.moment.0, |comment| comment.0),
            created_at: self.at,
        }
    }
}

/// Reminds friends to look at a moment, as far as they can see it, and tells them and whom its text calls.
pub async fn tell_of_moment(
    write: &mut Write,
    written: &Written<'_>,
    people: &[PersonId],
) -> Result<(), Error> {
    let mut reminded = Vec::new();
    for person in people {
        if !reminded.contains(person) && may_be_called(write, *person, written).await? {
            reminded.push(*person);
        }
    }
    reminders::add(write, written.moment, &reminded).await?;
    let told = [mentioned(write, written, &reminded).await?, reminded].concat();
    notifications::add(write, &told, &written.as_kind(NotificationKind::Mention)).await
}

/// Tells whom a moment's new text calls, and withdraws the call of those whom it calls no longer. However often a text is
/// changed, it calls no more people than one text could.
pub async fn tell_of_edit(write: &mut Write, written: &Written<'_>) -> Result<(), Error> {
    let reminded = reminders::people(write, written.moment).await?;
    let mut before = notifications::called(write, written.moment).await?;
    before.retain(|person| !reminded.contains(person));
    let mut room = limits::MENTIONS_MOST.saturating_sub(before.len());
    let mut called = mentioned(write, written, &reminded).await?;
    called.retain(|person| {
        let is_new = !before.contains(person);
        let fits = !is_new || room > 0;
        room -= usize::from(is_new && fits);
        fits
    });
    for person in before {
        notifications::set_called(write, written.moment, person, called.contains(&person)).await?;
    }
    notifications::add(write, &called, &written.as_kind(NotificationKind::Mention)).await
}

/// Those whom a text calls by their handle, if they are friends of who calls and can see what was written. Whoever is told
/// already for another reason isn't told twice.
async fn mentioned(
    write: &mut Write,
    written: &Written<'_>,
    told: &[PersonId],
) -> Result<Vec<PersonId>, Error> {
    let mentioned = |kind: EntityKind| match kind {
        EntityKind::Mention(handle) => Some(handle),
        _ => None,
    };
    let handles: BTreeSet<Handle> = entities(written.text)
        .into_iter()
        .filter_map(|entity| mentioned(entity.kind))
        .collect();
    let mut people = Vec::new();
    for handle in handles.into_iter().take(limits::MENTIONS_MOST) {
        let Some(person) = people::by_handle(write, &handle).await? else {
            continue;
        };
        if !told.contains(&person.id) && may_be_called(write, person.id, written).await? {
            people.push(person.id);
        }
    }
    Ok(people)
}

async fn may_be_called(
    write: &mut Write,
    person: PersonId,
    written: &Written<'_>,
) -> Result<bool, Error> {
    if friends::since(write, written.author, person)
        .await?
        .is_none()
    {
        return Ok(false);
    }
    match written.comment {
        Some(comment) => Ok(comments::by_id(write, person, comment).await?.is_some()),
        None => Ok(moments::author_if_visible(write, person, written.moment)
            .await?
            .is_some()),
    }
}

/// Tells of a comment: whom it replies to, the moment's author, and who is called in it, each for one reason.
pub async fn tell_of_comment(
    write: &mut Write,
    written: &Written<'_>,
    moment_author: PersonId,
    reply_to: Option<PersonId>,
) -> Result<(), Error> {
    let mut told = Vec::new();
    // Whether they can see it is asked when they look: what hides it now may end.
    if let Some(person) = reply_to {
        told.push((person, NotificationKind::Reply));
    }
    if reply_to != Some(moment_author) {
        told.push((moment_author, NotificationKind::Comment));
    }
    let others: Vec<PersonId> = told.iter().map(|(person, _)| *person).collect();
    let mentioned = mentioned(write, written, &others).await?;
    told.extend(
        mentioned
            .into_iter()
            .map(|person| (person, NotificationKind::Mention)),
    );
    // In one order whoever writes: two who tell each other at once would else wait for each other.
    told.sort_unstable_by_key(|(person, _)| *person);
    for (person, kind) in told {
        notifications::add(write, &[person], &written.as_kind(kind)).await?;
    }
    Ok(())
}
