//! Suggestions: people whom I may know, because we have friends in common.

use serde::{Deserialize, Serialize};

use crate::Handle;
use crate::people::CommonFriends;
use crate::person::Person;

endpoint! {
    /// Up to `limits::SUGGESTIONS_MOST` people who aren't my friends, the likeliest first.
    ///
    /// Each comes with the reason: the friends whom we have in common. Left out are people whom I
    /// asked, who asked me, whom I dismissed, and between whom and me there is a block.
    ListSuggestions: Get "/api/v1/suggestions",
    response: Suggestions,
    people: Suggestions::people,
}

endpoint! {
    /// Never suggests this person to me again. They don't learn of it.
    DismissSuggestion: Delete "/api/v1/suggestions/{handle}",
    argument: Handle,
    errors: [NotFound],
}

/// People whom I may know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Suggestions {
    /// The suggestions, the likeliest first.
    pub items: Vec<Suggestion>,
}

impl Suggestions {
    /// The suggested people, and the first friends that each of them has in common with me.
    pub fn people(&self) -> Vec<&Person> {
        self.items
            .iter()
            .flat_map(|suggestion| {
                [&suggestion.person]
                    .into_iter()
                    .chain(&suggestion.common_friends.people)
            })
            .collect()
    }
}

/// Somebody whom I may know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Suggestion {
    /// The suggested person.
    pub person: Person,
    /// The reason: the friends we have in common.
    pub common_friends: CommonFriends,
}
