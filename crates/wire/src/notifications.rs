//! Notifications: likes, comments, replies, mentions, friend requests and acceptances that concern
//! me.

use serde::{Deserialize, Serialize};

use crate::person::Person;
use crate::photos::Photo;
use crate::{Check, CommentId, Cursor, MomentId, PageQuery, Timestamp};

endpoint! {
    /// My notifications that I can see now, the newest first.
    ///
    /// A like that was taken back, a comment that was deleted and a request that was answered
    /// disappear from the list.
    ListNotifications: Get "/api/v1/notifications",
    query: PageQuery,
    response: NotificationsPage,
    people: |page| page.items.iter().map(|item| &item.person).collect(),
    errors: [CursorInvalid],
}

endpoint! {
    /// Stores how far I have looked, for all my devices. It only moves forward.
    SetNotificationsSeen: Put "/api/v1/notifications/seen",
    request: SetNotificationsSeenRequest,
}

endpoint! {
    /// Sets whether a moment is muted. A muted moment causes no new notifications for me.
    SetMomentMuted: Put "/api/v1/moments/{moment_id}/muted",
    argument: MomentId,
    request: SetMomentMutedRequest,
    errors: [NotFound],
}

/// A page of notifications.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NotificationsPage {
    /// The notifications, the newest first.
    pub items: Vec<Notification>,
    /// The number of the last notification that I have looked at. Larger numbers are unread.
    pub seen: i64,
    /// The cursor of the next page; `null` on the last page.
    pub next: Option<Cursor>,
}

/// The kinds of notification.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum NotificationKind {
    /// They like my moment.
    Like,
    /// They commented on my moment.
    Comment,
    /// They replied to a comment of mine.
    Reply,
    /// They wrote my handle in a moment or a comment, or reminded me to look at a moment.
    Mention,
    /// They want to be friends.
    Request,
    /// They are my friend now: they accepted my request, or followed a link of mine.
    Acceptance,
    /// A kind that a newer server knows and this client doesn't.
    #[serde(other)]
    Unknown,
}

/// Something that happened and concerns me.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Notification {
    /// My notifications are numbered in the order in which they came.
    pub number: i64,
    /// The kind of notification.
    pub kind: NotificationKind,
    /// The person who caused it.
    pub person: Person,
    /// The moment that it is about; `null` if it is about none.
    pub moment: Option<NotifiedMoment>,
    /// The comment that it is about; `null` if it is about none.
    pub comment: Option<NotifiedComment>,
    /// When it happened.
    pub created_at: Timestamp,
}

/// A moment in short, for one line of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NotifiedMoment {
    /// The moment's id.
    pub id: MomentId,
    /// The beginning of its text, at most 60 characters.
    pub excerpt: String,
    /// Its first photo. Left out if it has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub photo: Option<Photo>,
}

/// A comment in short, for one line of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NotifiedComment {
    /// The comment's id.
    pub id: CommentId,
    /// The comment's text.
    pub text: String,
}

/// How far I have looked at my notifications.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SetNotificationsSeenRequest {
    /// The largest notification number that was shown to me.
    pub number: i64,
}

impl Check for SetNotificationsSeenRequest {}

/// Whether a moment is muted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SetMomentMutedRequest {
    /// `false` turns notifications about the moment on again.
    pub muted: bool,
}

impl Check for SetMomentMutedRequest {}
