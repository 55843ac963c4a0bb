//! The list of friends.

use serde::{Deserialize, Serialize};

use crate::errors::{Refusal, check_text};
use crate::people::Person;
use crate::{Check, Cursor, Graphemes, Handle, PageQuery, TagId, Timestamp, limits};

endpoint! {
    /// My friends from A to Z: Chinese names by their pinyin, everything that has no Latin initial at the end.
    ListFriends: Get "/api/v1/friends", query: PageQuery, response: FriendsPage, errors: [CursorInvalid],
}

endpoint! {
    /// Sets what I keep of a friend for myself. They don't learn of it.
    SetFriendDetails: Put "/api/v1/friends/{handle}", argument: Handle, request: FriendDetails, response: FriendDetails,
    errors: [NotFound, TextTooLong],
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
    /// The heading it stands under by the name that I see: `A` to `Z`, or `#`.
    pub initial: char,
    /// How their names are read that have Chinese characters: syllables with a space between, the name that I see first,
    /// a comma between two; empty if none has.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub pinyin: String,
    /// Whether they stand before the others, too.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_starred: bool,
    /// The tags that they carry.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<TagId>,
}

/// What I keep of a friend for myself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FriendDetails {
    /// The name that I see instead of theirs, at most 40 characters; empty for none.
    #[serde(default)]
    pub remark: String,
    /// What I want to remember, at most 500 characters.
    #[serde(default)]
    pub note: String,
    /// Whether they stand before the others in my list.
    #[serde(default)]
    pub is_starred: bool,
    /// Whether their moments stay out of my feed; nothing else changes.
    #[serde(default)]
    pub hides_theirs: bool,
    /// Whether none of my moments exists for them, by any way. What I write under a common friend's moment they still
    /// see.
    #[serde(default)]
    pub hides_mine: bool,
    /// The tags that they carry; what is no tag of mine is left out.
    #[serde(default)]
    pub tags: Vec<TagId>,
}

impl Check for FriendDetails {
    fn check(&self, graphemes: Graphemes) -> Result<(), Refusal> {
        check_text(&self.remark, 0, limits::REMARK_MOST, "remark", graphemes)?;
        check_text(&self.note, 0, limits::NOTE_MOST, "note", graphemes)
    }
}
