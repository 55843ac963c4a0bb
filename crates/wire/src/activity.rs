//! Who liked or commented on the reader's own moments.

use serde::{Deserialize, Serialize};

use crate::people::Person;
use crate::{Check, Cursor, MomentId, PageQuery, Timestamp};

endpoint! {
    /// Likes and comments of others on my moments, the newest first, as far as I may see them.
    ListActivity: Get "/api/v1/activity", query: PageQuery, response: ActivityPage, errors: [CursorInvalid],
}

endpoint! {
    /// Says how far I have looked. It only goes forward: an earlier time than before changes nothing.
    SetActivitySeen: Put "/api/v1/activity/seen", request: SetActivitySeenRequest,
}

/// A page of activity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ActivityPage {
    /// The newest first.
    pub items: Vec<Activity>,
    /// Up to when I have looked; nothing if never.
    pub seen_at: Option<Timestamp>,
    /// Where the next page begins; nothing at the end.
    pub next: Option<Cursor>,
}

/// One like or comment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Activity {
    /// Who.
    pub person: Person,
    /// On which of my moments.
    pub moment_id: MomentId,
    /// How my moment begins, at most 60 characters.
    pub excerpt: String,
    /// What they wrote; nothing for a like.
    pub comment: Option<String>,
    /// When.
    pub created_at: Timestamp,
}

/// How far I have looked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SetActivitySeenRequest {
    /// The `created_at` of the newest that was shown.
    pub at: Timestamp,
}

impl Check for SetActivitySeenRequest {}
