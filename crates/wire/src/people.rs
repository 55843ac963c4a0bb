//! People: how they appear, how they are found, and what their page says.

use serde::{Deserialize, Serialize};

use crate::friends::FriendDetails;
use crate::requests::FriendRequest;
use crate::{Cursor, Handle, PageQuery, PersonId, PhotoId, Query, Timestamp};

endpoint! {
    /// People whose handle begins with the words, or whose name contains them; friends first.
    SearchPeople: Get "/api/v1/people",
    query: SearchQuery,
    response: People,
}

endpoint! {
    /// A person's page: who they are and how they are related to me.
    ReadPerson: Get "/api/v1/people/{handle}",
    argument: Handle,
    response: Profile,
    errors: [NotFound],
}

endpoint! {
    /// The friends that I and a person have in common.
    ListCommonFriends: Get "/api/v1/people/{handle}/common-friends",
    argument: Handle,
    query: PageQuery,
    response: PeoplePage,
    errors: [NotFound, CursorInvalid],
}

/// A person as the reader sees them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Person {
    /// The person's id, which never changes.
    pub id: PersonId,
    /// The name in links.
    pub handle: Handle,
    /// The name they gave themselves, 1 to 40 characters.
    pub display_name: String,
    /// The name that I gave them for myself; empty if none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub remark: String,
    /// Their picture, if they have one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub avatar: Option<PhotoId>,
}

impl Person {
    /// The name that I see: the one I gave them, else their own.
    pub fn name(&self) -> &str {
        if self.remark.is_empty() {
            &self.display_name
        } else {
            &self.remark
        }
    }

    /// Whether `begun` is the beginning of their handle, or a part of one of their names. `begun`
    /// must be in lower case.
    pub fn is_called(&self, begun: &str) -> bool {
        self.handle.as_str().starts_with(begun)
            || holds(&self.display_name, begun)
            || holds(&self.remark, begun)
    }
}

/// Whether a text contains words, whatever its case. `words` must be in lower case. It makes no
/// copy of the text, because it runs for thousands of people between two frames.
fn holds(text: &str, words: &str) -> bool {
    let begins = |start: usize| {
        let mut letters = text[start..].chars().flat_map(char::to_lowercase);
        words.chars().all(|wanted| letters.next() == Some(wanted))
    };
    words.is_empty() || text.char_indices().any(|(start, _)| begins(start))
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CommonFriends {
    /// How many there are.
    pub count: u32,
    /// The first three of them.
    pub people: Vec<Person>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn somebody_is_found_by_handle_and_by_any_part_of_a_name() {
        let person = Person {
            id: PersonId(1),
            handle: "wang_fang".parse().expect("a handle"),
            display_name: "王芳 Fanny".to_owned(),
            remark: "表妹".to_owned(),
            avatar: None,
        };
        for begun in ["", "wang", "芳", "fann", "妹"] {
            assert!(person.is_called(begun), "{begun}");
        }
        assert!(
            !person.is_called("fang_"),
            "a handle is written from its beginning"
        );
    }
}
