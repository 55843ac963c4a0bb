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
    /// When I last looked, as it was when this page was read; `null` if never.
    pub seen_at: Option<Timestamp>,
    /// The number of the last arrival in my feed, for [`SetFeedSeen`] and
    /// [`crate::events::ReadEvents`].
    pub last_arrival: i64,
    /// The cursor of the next page; `null` on the last page.
    pub next: Option<Cursor>,
}

/// A moment in the feed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FeedItem {
    /// Whether somebody else posted it after the last moment that I have seen. It doesn't say
    /// whether the moment was for me then.
    pub is_new: bool,
    /// The moment itself.
    pub moment: Moment,
}

/// How far I have looked at my feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SetSeenRequest {
    /// The `last_arrival` of the page that was shown to me, or a later arrival.
    pub arrival: i64,
}

impl Check for SetSeenRequest {}
