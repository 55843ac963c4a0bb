//! The feed: friends' moments and mine, newest first, nothing inserted, nothing left out.

use serde::{Deserialize, Serialize};

use crate::moments::Moment;
use crate::{Check, Cursor, PageQuery, Timestamp};

endpoint! {
    /// A page of the feed. It may hold fewer moments than asked for, even none, and still have a `next`: a page examines
    /// a bounded number of moments and shows those that may be seen.
    ReadFeed: Get "/api/v1/feed", query: PageQuery, response: FeedPage, errors: [CursorInvalid],
}

endpoint! {
    /// Says how far I have looked. It only goes forward: a smaller number than before changes nothing.
    SetFeedSeen: Put "/api/v1/feed/seen", request: SetSeenRequest,
}

/// A page of the feed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FeedPage {
    /// The newest first.
    pub items: Vec<FeedItem>,
    /// How far I had looked before this page.
    pub seen: Seen,
    /// Where the next page begins; nothing at the end.
    pub next: Option<Cursor>,
}

/// A moment in the feed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FeedItem {
    /// Counts what arrived for me, in the order of arrival, without gaps; 0 for what was there before a friendship.
    pub arrival: i64,
    /// What arrived.
    pub moment: Moment,
}

/// How far a person has looked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Seen {
    /// The last arrival they have seen.
    pub arrival: i64,
    /// When they looked; nothing if never.
    pub at: Option<Timestamp>,
}

/// How far a person has looked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SetSeenRequest {
    /// The largest arrival that was shown.
    pub arrival: i64,
}

impl Check for SetSeenRequest {}
