//! The list of friends.

use serde::{Deserialize, Serialize};

use crate::people::Person;
use crate::{Cursor, Handle, PageQuery, Timestamp};

endpoint! {
    /// My friends from A to Z: Chinese names by their pinyin, everything that has no Latin initial at the end.
    ListFriends: Get "/api/v1/friends", query: PageQuery, response: FriendsPage, errors: [CursorInvalid],
}

endpoint! {
    /// Ends a friendship, silently. Somebody who isn't a friend stays none.
    RemoveFriend: Delete "/api/v1/friends/{handle}", argument: Handle, errors: [NotFound],
}

/// A page of friends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FriendsPage {
    /// From A to Z.
    pub items: Vec<Friend>,
    /// How many friends there are in all.
    pub total: u32,
    /// Where the next page begins; nothing at the end.
    pub next: Option<Cursor>,
}

/// A friend.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Friend {
    /// Who.
    pub person: Person,
    /// Since when.
    pub since: Timestamp,
    /// The heading it stands under: `A` to `Z`, or `#`.
    pub initial: char,
}
