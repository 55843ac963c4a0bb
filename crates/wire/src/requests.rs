//! Friend requests.

use serde::{Deserialize, Serialize};

use crate::errors::{Refusal, check_text};
use crate::people::Person;
use crate::{
    Check, Cursor, FriendRequestId, Graphemes, Handle, PageQuery, Query, Timestamp, limits,
};

endpoint! {
    /// The requests that wait, the newest first. What I ignored doesn't come back; whom I asked can't tell that I was.
    ListFriendRequests: Get "/api/v1/friend-requests", query: FriendRequestsQuery, response: FriendRequestsPage,
    errors: [CursorInvalid],
}

endpoint! {
    /// Asks somebody to be friends. If they asked me already, we are friends at once. One request can wait between two
    /// people: asking again while mine waits gives that one.
    RequestFriend: Post "/api/v1/friend-requests", keyed: true, request: RequestFriendRequest, response: RequestOutcome,
    errors: [HandleInvalid, NotFound, TextTooLong, SelfRequest, AlreadyFriends, TooManyFriends, KeyMissing, KeyReused, TooManyRequests],
}

endpoint! {
    /// Accepts a request that somebody sent me, or ignores it, which they don't learn.
    AnswerFriendRequest: Put "/api/v1/friend-requests/{friend_request_id}", argument: FriendRequestId,
    request: AnswerRequest, errors: [NotFound, TooManyFriends],
}

endpoint! {
    /// Takes back a request that I sent.
    WithdrawFriendRequest: Delete "/api/v1/friend-requests/{friend_request_id}", argument: FriendRequestId,
    errors: [NotFound],
}

/// Whose requests are asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// Sent to me.
    #[default]
    Incoming,
    /// Sent by me.
    Outgoing,
}

/// Which page of which requests is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FriendRequestsQuery {
    /// `incoming` unless told.
    #[serde(default)]
    pub direction: Direction,
    /// The `next` of the page before; without it, the first page.
    pub cursor: Option<Cursor>,
    /// At most so many items, 1 to 100 (20 unless told).
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 100)))]
    pub limit: Option<u16>,
}

impl FriendRequestsQuery {
    /// The page that it asks for.
    pub fn page(&self) -> PageQuery {
        PageQuery {
            cursor: self.cursor.clone(),
            limit: self.limit,
        }
    }
}

impl Query for FriendRequestsQuery {
    fn pairs(&self) -> Vec<(&'static str, String)> {
        let direction = match self.direction {
            Direction::Incoming => "incoming",
            Direction::Outgoing => "outgoing",
        };
        let mut pairs = self.page().pairs();
        pairs.push(("direction", direction.to_owned()));
        pairs
    }
}

/// A page of requests.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FriendRequestsPage {
    /// The newest first.
    pub items: Vec<FriendRequest>,
    /// Where the next page begins; nothing at the end.
    pub next: Option<Cursor>,
}

/// A request that waits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FriendRequest {
    /// For answering it.
    pub id: FriendRequestId,
    /// The other one: who asked me, or whom I asked.
    pub person: Person,
    /// Whether it came to me or went from me.
    pub direction: Direction,
    /// At most 50 characters; can be empty.
    pub message: String,
    /// When it was sent.
    pub created_at: Timestamp,
    /// When it lapses.
    pub lapses_at: Timestamp,
}

/// Whom to ask, and with which words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RequestFriendRequest {
    /// The handle of whom to ask.
    pub handle: String,
    /// At most 50 characters; can be empty.
    #[serde(default)]
    pub message: String,
}

impl Check for RequestFriendRequest {
    fn check(&self, graphemes: Graphemes) -> Result<(), Refusal> {
        self.handle.parse::<Handle>().map_err(|code| Refusal {
            code,
            field: "handle",
        })?;
        check_text(
            &self.message,
            0,
            limits::REQUEST_MESSAGE_MOST,
            "message",
            graphemes,
        )
    }
}

/// What came of asking.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RequestOutcome {
    /// The request that waits now; nothing if we are friends.
    pub request: Option<FriendRequest>,
}

/// The answer to a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AnswerRequest {
    /// Accept or ignore.
    pub answer: Answer,
}

impl Check for AnswerRequest {}

/// What can be said to a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// We are friends from now on.
    Accept,
    /// It leaves my list; the other one sees it waiting until it lapses.
    Ignore,
}
