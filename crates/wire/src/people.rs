//! People: how they appear, how they are found, and what their page says.

use serde::{Deserialize, Serialize};

use crate::friends::FriendDetails;
use crate::person::Person;
use crate::requests::FriendRequest;
use crate::{Cursor, Handle, PageQuery, PhotoId, Query, Timestamp};

endpoint! {
    /// People whose handle begins with the words, or whose name contains them; friends first.
    SearchPeople: Get "/api/v1/people",
    query: SearchQuery,
    response: People,
    people: |found| found.items.iter().map(|found| &found.person).collect(),
}

endpoint! {
    /// A person's page: who they are and how they are related to me.
    ReadPerson: Get "/api/v1/people/{handle}",
    argument: Handle,
    response: Profile,
    people: Profile::people,
    errors: [NotFound],
}

endpoint! {
    /// The friends that I and a person have in common.
    ListCommonFriends: Get "/api/v1/people/{handle}/common-friends",
    argument: Handle,
    query: PageQuery,
    response: PeoplePage,
    people: PeoplePage::people,
    errors: [NotFound, CursorInvalid],
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

/// The people found, up to twenty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct People {
    /// The people, friends first.
    pub items: Vec<FoundPerson>,
}

/// Somebody that a search found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FoundPerson {
    /// The person who was found.
    pub person: Person,
    /// How they are related to me.
    pub relation: Relation,
}

/// A page of people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PeoplePage {
    /// The people, in the order of the list.
    pub items: Vec<Person>,
    /// The cursor of the next page; `null` on the last page.
    pub next: Option<Cursor>,
}

impl PeoplePage {
    /// All people of the page.
    pub fn people(&self) -> Vec<&Person> {
        self.items.iter().collect()
    }
}

/// The relation of a person to the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// They are the reader.
    Me,
    /// They are a friend.
    Friend,
    /// They have an open friend request from the reader.
    Requested,
    /// They sent the reader a friend request, which is open.
    Requesting,
    /// The reader blocked them.
    Blocked,
    /// None of these.
    Stranger,
}

/// A person's page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Profile {
    /// The person whose page it is.
    pub person: Person,
    /// One line about themselves; can be empty.
    #[serde(default)]
    pub about: String,
    /// The picture above their moments. `null` if there is none, or if the reader is neither this
    /// person nor a friend.
    #[serde(default)]
    pub cover: Option<PhotoId>,
    /// How they are related to me.
    pub relation: Relation,
    /// The open friend request between us; `null` if there is none.
    pub request: Option<FriendRequest>,
    /// When we became friends; `null` if we aren't.
    pub friends_since: Option<Timestamp>,
    /// What I noted about them for myself. Left out if we aren't friends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub details: Option<FriendDetails>,
    /// The friends we have in common.
    pub common_friends: CommonFriends,
}

impl Profile {
    /// The person, the person of the open request, and the first common friends.
    pub fn people(&self) -> Vec<&Person> {
        let asking = self.request.iter().map(|request| &request.person);
        [&self.person]
            .into_iter()
            .chain(asking)
            .chain(&self.common_friends.people)
            .collect()
    }

    /// The page of somebody whom the reader blocks: only who it is, so that the reader can end the
    /// block.
    pub const fn blocked(person: Person) -> Self {
        Self {
            person,
            about: String::new(),
            cover: None,
            relation: Relation::Blocked,
            request: None,
            friends_since: None,
            details: None,
            common_friends: CommonFriends {
                count: 0,
                people: Vec::new(),
            },
        }
    }
}

/// The friends that two people have in common.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CommonFriends {
    /// How many there are.
    pub count: u32,
    /// The first `limits::COMMON_FRIENDS_SHOWN` of them.
    pub people: Vec<Person>,
}
