//! What happens while I look, as server-sent events.
//!
//! Each event's `event:` is the name of a variant of [`Event`] and its `data:` the variant's JSON. `id:` says how far
//! the feed has come; a client that sends it back as `Last-Event-ID` gets what arrived since, in order and without gaps.
//! Everything is authorised when it is sent, not when it happened.

use serde::{Deserialize, Serialize};

use crate::people::Person;
use crate::{MomentId, Query};

endpoint! {
    /// A stream of server-sent events, open until either side ends it.
    ReadEvents: Get "/api/v1/events", gives: Events, query: EventsQuery,
}

endpoint! {
    /// What waits for me.
    ReadStatus: Get "/api/v1/status", response: Status,
}

/// From where on arrivals are told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EventsQuery {
    /// The last arrival that I know of; `Last-Event-ID` goes before it. Without either, only what comes from now on.
    pub after: Option<i64>,
}

impl Query for EventsQuery {
    fn pairs(&self) -> Vec<(&'static str, String)> {
        self.after
            .map(|after| ("after", after.to_string()))
            .into_iter()
            .collect()
    }
}

/// What waits for me.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Status {
    /// How many moments of others arrived since I looked and can be seen, counted up to 100.
    pub unseen: u32,
    /// Who wrote the newest of them.
    pub newest_author: Option<Person>,
    /// How many notifications are unread, counted up to 100.
    pub unread: u32,
    /// Who did the newest of them.
    #[serde(default)]
    pub newest_actor: Option<Person>,
    /// How many people wait for my answer, counted up to 100.
    pub requests: u32,
}

/// A moment of somebody has arrived in my feed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Arrived {
    /// The number of its arrival.
    pub arrival: i64,
    /// Which moment.
    pub moment_id: MomentId,
    /// Who wrote it.
    pub author: Person,
}

/// A moment looks otherwise than before: somebody liked it or commented on it, took that back, or it is gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Changed {
    /// Which moment: read it again if it is on the screen.
    pub moment_id: MomentId,
}

/// Something that happens while I look.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "event", content = "data", rename_all = "snake_case")]
pub enum Event {
    /// A moment of somebody has arrived in my feed.
    Arrived(Arrived),
    /// A moment looks otherwise than before.
    Changed(Changed),
    /// What waits for me is another than before.
    Status(Status),
    /// Somebody has become my friend, or is none any more.
    Friends {},
    /// Something may have been missed: read again what is on the screen.
    Resync {},
}

impl Event {
    /// The name of the event, for `event:`.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Arrived(_) => "arrived",
            Self::Changed(_) => "changed",
            Self::Status(_) => "status",
            Self::Friends {} => "friends",
            Self::Resync {} => "resync",
        }
    }
}
