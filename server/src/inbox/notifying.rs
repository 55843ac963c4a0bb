//! Notifies people of what others did: of requests and likes, and of what was written.

use super::sql::notifications;
use super::sql::notifications::NewNotification;
use crate::Error;
use crate::moments::sql::{comments, moments, reminders};
use crate::people::sql::people;
use crate::platform::db::Write;
use crate::relations::sql::friends;
use life_circle_wire::notifications::NotificationKind;
use life_circle_wire::text::{EntityKind, entities};
use life_circle_wire::{CommentId, FriendRequestId, Handle, MomentId, PersonId, Timestamp, limits};
use std::collections::BTreeSet;

/// A text that may mention people, and where it stands.
pub struct WrittenText<'a> {
    /// The person who wrote it.
    pub author: PersonId,
    /// The moment that has the text or the comment.
    pub moment: MomentId,
    /// The comment, if the text is one.
    pub comment: Option<CommentId>,
    /// The text itself.
    pub text: &'a str,
    /// The time of the notification.
    pub at: Timestamp,
}

/// The event that people are notified of.
#[derive(Clone, Copy)]
pub enum NotifiedEvent<'a> {
    /// Somebody wants to be their friend.
    Request(FriendRequestId),
    /// Somebody accepted their request, or followed their link.
    Acceptance,
    /// Somebody likes their moment.
    Like(MomentId),
    /// Somebody wrote a comment to them, or a text that mentions them.
    Text(NotificationKind, &'a WrittenText<'a>),
}

/// Notifies people of what the actor did, each once, except the actor and people who muted the
/// moment.
pub async fn notify(
    write: &mut Write,
    people: &[PersonId],
    actor: PersonId,
    event: NotifiedEvent<'_>,
    at: Timestamp,
) -> Result<(), Error> {
    let about = |kind, subject| NewNotification {
        kind,
        actor,
        moment: None,
        comment: None,
        subject,
        created_at: at,
    };
    let new = match event {
        NotifiedEvent::Request(request) => about(NotificationKind::Request, request.0),
        NotifiedEvent::Acceptance => about(NotificationKind::Acceptance, at.0),
        NotifiedEvent::Like(moment) => NewNotification {
            moment: Some(moment),
            ..about(NotificationKind::Like, moment.0)
        },
        NotifiedEvent::Text(kind, written) => NewNotification {
            moment: Some(written.moment),
            comment: written.comment,
            ..about(
                kind,
                written
                    .comment
                    .map_or(written.moment.0, |comment| comment.0),
            )
        },
    };
    notifications::insert_notifications(write, people, &new).await
}

async fn notify_of_text(
    write: &mut Write,
    people: &[PersonId],
    kind: NotificationKind,
    written: &WrittenText<'_>,
) -> Result<(), Error> {
    let event = NotifiedEvent::Text(kind, written);
    notify(write, people, written.author, event, written.at).await
}

/// Reminds `people` of a moment, if they are friends who can see it. Notifies them and the people
/// whom its text mentions.
pub async fn tell_of_moment(
    write: &mut Write,
    written: &WrittenText<'_>,
    people: &[PersonId],
) -> Result<(), Error> {
    let mut reminded = Vec::new();
    for person in people {
        if !reminded.contains(person) && may_be_mentioned(write, *person, written).await? {
            reminded.push(*person);
        }
    }
    reminders::insert_reminders(write, written.moment, &reminded).await?;
    let told = [mentioned(write, written, &reminded).await?, reminded].concat();
    notify_of_text(write, &told, NotificationKind::Mention, written).await
}

/// Notifies people whom a moment's new text mentions, and withdraws the notification of people whom
/// it no longer mentions. However often a text is changed, it mentions no more people than one text
/// could.
pub async fn tell_of_edit(write: &mut Write, written: &WrittenText<'_>) -> Result<(), Error> {
    let reminded = reminders::list_reminded(write, written.moment).await?;
    let mut before = notifications::list_mentioned(write, written.moment).await?;
    before.retain(|person| !reminded.contains(person));
    let mut room = limits::MENTIONS_MOST.saturating_sub(before.len());
    let mut after = mentioned(write, written, &reminded).await?;
    after.retain(|person| {
        let is_new = !before.contains(person);
        let fits = !is_new || room > 0;
        room -= usize::from(is_new && fits);
        fits
    });
    for person in before {
        notifications::set_mentioned(write, written.moment, person, after.contains(&person))
            .await?;
    }
    notify_of_text(write, &after, NotificationKind::Mention, written).await
}

/// People whom a text mentions by their handle, if they are friends of its author and can see it.
/// Leaves out the people in `told`, who are notified for another reason.
async fn mentioned(
    write: &mut Write,
    written: &WrittenText<'_>,
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
        let Some(person) = people::find_any_person(write, &handle).await? else {
            continue;
        };
        if !told.contains(&person.id) && may_be_mentioned(write, person.id, written).await? {
            people.push(person.id);
        }
    }
    Ok(people)
}

async fn may_be_mentioned(
    write: &mut Write,
    person: PersonId,
    written: &WrittenText<'_>,
) -> Result<bool, Error> {
    if !friends::are_friends(write, written.author, person).await? {
        return Ok(false);
    }
    match written.comment {
        Some(comment) => Ok(comments::find_comment(write, person, comment)
            .await?
            .is_some()),
        None => Ok(moments::find_visible_author(write, person, written.moment)
            .await?
            .is_some()),
    }
}

/// Notifies people of a comment: the person it replies to, the moment's author, and the people it
/// mentions. Each gets one notification, for the first of these reasons.
pub async fn tell_of_comment(
    write: &mut Write,
    written: &WrittenText<'_>,
    moment_author: PersonId,
    reply_to: Option<PersonId>,
) -> Result<(), Error> {
    let mut told = Vec::new();
    // Whether they can see the comment is checked when they look: what hides it now may end.
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
    // Always in the same order: otherwise two people who notify each other at once wait for each
    // other.
    told.sort_unstable_by_key(|(person, _)| *person);
    for (person, kind) in told {
        notify_of_text(write, &[person], kind, written).await?;
    }
    Ok(())
}
