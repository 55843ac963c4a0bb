//! People whom I may know: those with whom I have friends in common.

use serde::{Deserialize, Serialize};

use crate::Handle;
use crate::people::{CommonFriends, Person};

endpoint! {
    /// Up to twenty people who aren't my friends, the likeliest first, each with the reason: friends of mine who are
    /// theirs. Whom I asked, who asked me, and whom I put away isn't among them.
    ListSuggestions: Get "/api/v1/suggestions", response: Suggestions,
}

endpoint! {
    /// Puts somebody away for good: they are never suggested to me again, and don't learn of it.
    DismissSuggestion: Delete "/api/v1/suggestions/{handle}", argument: Handle, errors: [NotFound],
}

/// People whom I may know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Suggestions {
    /// The likeliest first.
    pub items: Vec<Suggestion>,
}

/// Somebody whom I may know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Suggestion {
    /// Who.
    pub person: Person,
    /// Why: the friends we have in common.
    pub common_friends: CommonFriends,
}
