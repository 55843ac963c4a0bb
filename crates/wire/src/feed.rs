//! The feed: friends' moments and mine, newest first, nothing inserted, nothing left out.

use serde::{Deserialize, Serialize};

use crate::moments::Moment;
use crate::{Check, Cursor, PageQuery, Timestamp};

endpoint! {
    /// A page of the feed.
    ///
    /// A client must expect that a page holds fewer moments than asked for, even none, and still
    /// has a `next`.
    ReadFeed: Get "/api/v1/feed",
    query: PageQuery,
    response: FeedPage,
    people: |page| page.items.iter().flat_map(|item| item.moment.people()).collect(),
    errors: [CursorInvalid],
}

endpoint! {
    /// Stores how far I have looked. A number smaller than the stored one changes nothing.
    SetFeedSeen: Put "/api/v1/feed/seen",
    request: SetSeenRequest,
}

/// A page of the feed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FeedPage {
    /// The moments, the newest first.
    pub items: Vec<FeedItem>,
    /// How far I had looked when this page was read.
    pub seen: Seen,
    /// The cursor of the next page; `null` on the last page.
    pub next: Option<Cursor>,
}

/// A moment in the feed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FeedItem {
    /// The number of this arrival. What arrives for me is counted in order and without gaps. 0 if
    /// the moment never counted as new: it is older than our friendship, or wasn't for me when it
    /// was posted.
    pub arrival: i64,
    /// The moment that arrived.
    pub moment: Moment,
}

/// How far a person has looked at their feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Seen {
    /// The number of the last arrival that they have seen.
    pub arrival: i64,
    /// When they last looked; `null` if never.
    pub at: Option<Timestamp>,
}

/// How far I have looked at my feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SetSeenRequest {
    /// The largest arrival number that was shown to me.
    pub arrival: i64,
}

impl Check for SetSeenRequest {}
