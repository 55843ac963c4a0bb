//! Live events: what happens while a client is connected, as server-sent events.
//!
//! In each event, `event:` is the name of a variant of [`Event`] and `data:` is the variant's JSON.
//! `id:` is the number of the last arrival in the feed. A client that sends it back as
//! `Last-Event-ID` gets what arrived since, in order and without gaps. Permissions are checked when
//! an event is sent, not when it happened.

use serde::{Deserialize, Serialize};

use crate::person::Person;
use crate::{MomentId, Query};

endpoint! {
    /// A stream of server-sent events, open until either side ends it.
    ReadEvents: Get "/api/v1/events",
    gives: Events,
    query: EventsQuery,
}

endpoint! {
    /// Counts what is new for me: unseen moments, unread notifications, open friend requests.
    ReadStatus: Get "/api/v1/status",
    response: Status,
    people: |status| status.newest_author.iter().chain(&status.newest_actor).collect(),
}

/// The point in the feed from which arrivals are sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EventsQuery {
    /// The number of the last arrival that I know of. If there are later ones, the stream begins
    /// with a `Resync`. `Last-Event-ID` takes precedence over it.
    /// Without either, only what arrives from now on is sent.
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

/// The counts of what is new for me.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Status {
    /// How many moments of other people have arrived since I last looked. Only moments that I can
    /// see count, up to 100.
    pub unseen: u32,
    /// The author of the newest unseen moment; `null` if there is none.
    pub newest_author: Option<Person>,
    /// How many notifications are unread, counted up to 100.
    pub unread: u32,
    /// The person who caused the newest unread notification; `null` if there is none.
    #[serde(default)]
    pub newest_actor: Option<Person>,
    /// How many people wait for my answer to their friend request, counted up to 100.
    pub requests: u32,
}

/// A moment has arrived in my feed. My own arrive, too: I may have written them on another device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Arrived {
    /// The number of this arrival.
    pub arrival: i64,
    /// The moment that arrived.
    pub moment_id: MomentId,
    /// The person who wrote it.
    pub author: Person,
}

/// A moment has changed: its text was edited, somebody liked it or commented on it or took that
/// back, or it was deleted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Changed {
    /// The moment that changed: read it again if it is on the screen.
    pub moment_id: MomentId,
}

/// Something that happened while the client was connected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "event", content = "data", rename_all = "snake_case")]
pub enum Event {
    /// A moment has arrived in my feed: somebody else's, or mine.
    Arrived(Arrived),
    /// A moment has changed.
    Changed(Changed),
    /// The counts of what is new for me have changed.
    Status(Status),
    /// Somebody has become my friend, or is no longer my friend.
    Friends {},
    /// Events may have been missed, or which moments I may see has changed: read again what is on
    /// the screen.
    Resync {},
}

impl Event {
    /// The names of all events: a browser listens to each name.
    pub const NAMES: [&'static str; 5] = ["arrived", "changed", "status", "friends", "resync"];

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::PersonId;

    #[test]
    fn each_event_has_one_name() {
        let moment_id = MomentId(1);
        let author = Person {
            id: PersonId(1),
            handle: "li_lei".parse().expect("a handle"),
            display_name: String::new(),
            remark: String::new(),
            avatar: None,
        };
        let all = [
            Event::Arrived(Arrived {
                arrival: 1,
                moment_id,
                author,
            }),
            Event::Changed(Changed { moment_id }),
            Event::Status(Status::default()),
            Event::Friends {},
            Event::Resync {},
        ];
        for (event, name) in all.iter().zip(Event::NAMES) {
            assert_eq!(event.name(), name);
            let written = serde_json::to_value(event).expect("an event can be written");
            assert_eq!(written["event"], name);
        }
    }
}
