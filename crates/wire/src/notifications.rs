//! What happened that is about me: likes, comments, replies, mentions, requests and acceptances.

use serde::{Deserialize, Serialize};

use crate::people::Person;
use crate::photos::Photo;
use crate::{Check, CommentId, Cursor, MomentId, PageQuery, Timestamp};

endpoint! {
    /// What is about me and can be seen by me now, the newest first. A like that was taken back, a comment that was
    /// deleted and a request that was answered are gone from here, too.
    ListNotifications: Get "/api/v1/notifications", query: PageQuery, response: NotificationsPage, errors: [CursorInvalid],
}

endpoint! {
    /// Says how far I have looked, on all my devices. It only goes forward.
    SetNotificationsSeen: Put "/api/v1/notifications/seen", request: SetNotificationsSeenRequest,
}

endpoint! {
    /// Sets whether a moment is muted: nothing that happens under it is told to me any more.
    SetMuted: Put "/api/v1/moments/{moment_id}/muted", argument: MomentId, request: SetMutedRequest, errors: [NotFound],
}

/// A page of notifications.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NotificationsPage {
    /// The newest first.
    pub items: Vec<Notification>,
    /// The number of the last one that I have looked at; those above it are unread.
    pub seen: i64,
    /// Where the next page begins; nothing at the end.
    pub next: Option<Cursor>,
}

/// What happened.
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
    /// They wrote my handle in a moment or a comment.
    Mention,
    /// They want to be friends.
    Request,
    /// They are my friend now: they accepted my request, or followed a link of mine.
    Acceptance,
    /// Something that a newer server knows and this client doesn't.
    #[serde(other)]
    Unknown,
}

/// Something that is about me.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Notification {
    /// Counts my notifications in the order in which they came.
    pub number: i64,
    /// What happened.
    pub kind: NotificationKind,
    /// Who did it.
    pub person: Person,
    /// The moment that it is about, if it is about one.
    pub moment: Option<NotifiedMoment>,
    /// The comment, where it is one.
    pub comment: Option<NotifiedComment>,
    /// When.
    pub created_at: Timestamp,
}

/// A moment in a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NotifiedMoment {
    /// Which.
    pub id: MomentId,
    /// How its text begins, at most 60 characters.
    pub excerpt: String,
    /// Its first photo.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub photo: Option<Photo>,
}

/// A comment in a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NotifiedComment {
    /// Which.
    pub id: CommentId,
    /// What they wrote.
    pub text: String,
}

/// How far I have looked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SetNotificationsSeenRequest {
    /// The largest number that was shown.
    pub number: i64,
}

impl Check for SetNotificationsSeenRequest {}

/// Whether a moment is muted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SetMutedRequest {
    /// `false` lets it speak again.
    pub muted: bool,
}

impl Check for SetMutedRequest {}
