//! People: how they appear, how they are found, and what their page says.

use serde::{Deserialize, Serialize};

use crate::requests::FriendRequest;
use crate::{Cursor, Handle, PageQuery, PersonId, PhotoId, Query, Timestamp};

endpoint! {
    /// People whose handle begins with the words, or whose name contains them; friends first.
    SearchPeople: Get "/api/v1/people", query: SearchQuery, response: People,
}

endpoint! {
    /// A person's page: who they are and how they stand to me.
    ReadPerson: Get "/api/v1/people/{handle}", argument: Handle, response: Profile, errors: [NotFound],
}

endpoint! {
    /// The friends that I and a person have in common.
    ListCommonFriends: Get "/api/v1/people/{handle}/common-friends", argument: Handle, query: PageQuery,
    response: PeoplePage, errors: [NotFound, CursorInvalid],
}

/// A person as everybody sees them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Person {
    /// Never changes.
    pub id: PersonId,
    /// The name in links.
    pub handle: Handle,
    /// The name they gave themselves, 1 to 40 characters.
    pub display_name: String,
    /// Their picture, if they have one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub avatar: Option<PhotoId>,
}

/// The words of a search.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SearchQuery {
    /// A part of a handle or a name; a leading `@` is left out.
    #[serde(default)]
    pub q: String,
}

impl Query for SearchQuery {
    fn pairs(&self) -> Vec<(&'static str, String)> {
        vec![("q", self.q.clone())]
    }
}

/// Up to twenty people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct People {
    /// Friends first.
    pub items: Vec<FoundPerson>,
}

/// Somebody that a search found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FoundPerson {
    /// Who.
    pub person: Person,
    /// How they stand to me.
    pub relation: Relation,
}

/// A page of people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PeoplePage {
    /// In the order of the list.
    pub items: Vec<Person>,
    /// Where the next page begins; nothing at the end.
    pub next: Option<Cursor>,
}

/// How a person stands to the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// It is the reader.
    Me,
    /// A friend.
    Friend,
    /// The reader asked them and waits.
    Requested,
    /// They asked the reader and wait.
    Requesting,
    /// None of these.
    Stranger,
}

/// A person's page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Profile {
    /// Who.
    pub person: Person,
    /// A line that they say of themselves; can be empty.
    #[serde(default)]
    pub about: String,
    /// The picture above their moments, for themselves and their friends.
    #[serde(default)]
    pub cover: Option<PhotoId>,
    /// How they stand to me.
    pub relation: Relation,
    /// The request that waits between us.
    pub request: Option<FriendRequest>,
    /// Since when we are friends.
    pub friends_since: Option<Timestamp>,
    /// The friends we have in common.
    pub common_friends: CommonFriends,
}

/// The friends that two people have in common.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CommonFriends {
    /// How many.
    pub count: u32,
    /// The first three.
    pub people: Vec<Person>,
}
