//! Friend requests: sending, listing, answering and withdrawing them.

use serde::{Deserialize, Serialize};

use crate::cursor::{given_cursor, limit_within};
use crate::errors::{Refusal, check_text};
use crate::person::Person;
use crate::{
    Check, Cursor, FriendRequestId, Graphemes, Handle, PageQuery, Query, Timestamp, limits,
};

endpoint! {
    /// The open friend requests, the newest first.
    ///
    /// Requests that I ignored are left out. A request of mine that was ignored stays in the list,
    /// so I can't tell that it was.
    ListFriendRequests: Get "/api/v1/friend-requests",
    query: FriendRequestsQuery,
    response: FriendRequestsPage,
    people: |page| page.items.iter().map(|request| &request.person).collect(),
    errors: [CursorInvalid],
}

endpoint! {
    /// Asks somebody to be friends.
    ///
    /// If they have already asked me, we are friends at once. Between two people only one request
    /// can be open: asking again while mine is open returns that one.
    RequestFriend: Post "/api/v1/friend-requests",
    keyed: true,
    request: RequestFriendRequest,
    response: RequestOutcome,
    people: |outcome| outcome.request.iter().map(|request| &request.person).collect(),
    errors: [
        HandleInvalid, NotFound, TextInvalid, TextTooLong, SelfRequest, AlreadyFriends,
        TooManyFriends, KeyMissing, KeyReused, TooManyRequests,
    ],
}

endpoint! {
    /// Accepts or ignores a friend request that somebody sent me.
    ///
    /// The sender doesn't learn that it was ignored.
    AnswerFriendRequest: Put "/api/v1/friend-requests/{friend_request_id}",
    argument: FriendRequestId,
    request: AnswerRequest,
    errors: [NotFound, TooManyFriends],
}

endpoint! {
    /// Takes back a request that I sent.
    WithdrawFriendRequest: Delete "/api/v1/friend-requests/{friend_request_id}",
    argument: FriendRequestId,
    errors: [NotFound],
}

/// The direction of a friend request, seen from me.
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

/// The direction of friend requests to list, and the page of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FriendRequestsQuery {
    /// The direction; the default is `incoming`.
    #[serde(default)]
    pub direction: Direction,
    /// The `next` of the previous page. Left out or empty for the first page.
    #[serde(default, deserialize_with = "given_cursor")]
    pub cursor: Option<Cursor>,
    /// The most items to return, 1 to `limits::PAGE_MOST`. Default: `limits::PAGE_USUAL`.
    #[serde(default, deserialize_with = "limit_within::<_, { limits::PAGE_MOST }>")]
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 100)))]
    pub limit: Option<u16>,
}

impl FriendRequestsQuery {
    /// The page to read.
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
    /// The requests, the newest first.
    pub items: Vec<FriendRequest>,
    /// The cursor of the next page; `null` on the last page.
    pub next: Option<Cursor>,
}

/// An open friend request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FriendRequest {
    /// The id that `AnswerFriendRequest` and `WithdrawFriendRequest` take.
    pub id: FriendRequestId,
    /// The other person: the one who asked me, or whom I asked.
    pub person: Person,
    /// Whether it was sent to me or by me.
    pub direction: Direction,
    /// At most `limits::REQUEST_MESSAGE_MOST` characters; can be empty.
    pub message: String,
    /// When it was sent.
    pub created_at: Timestamp,
    /// When the request expires.
    pub lapses_at: Timestamp,
}

/// A new friend request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RequestFriendRequest {
    /// The handle of the person to ask.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = "^[A-Za-z0-9_]{3,30}$")))]
    pub handle: String,
    /// At most `limits::REQUEST_MESSAGE_MOST` characters; can be empty.
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

/// The result of asking somebody to be friends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RequestOutcome {
    /// The open request; `null` if we are friends now.
    pub request: Option<FriendRequest>,
}

/// The answer to a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AnswerRequest {
    /// Accept or ignore.
    pub answer: RequestDecision,
}

impl Check for AnswerRequest {}

/// The possible answers to a friend request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum RequestDecision {
    /// We are friends from now on.
    Accept,
    /// The request leaves my list. The sender sees it as open until it expires.
    Ignore,
}
