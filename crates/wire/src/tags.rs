//! Tags: groups of friends that I make for myself. Nobody learns of them.

use serde::{Deserialize, Serialize};

use crate::errors::{ErrorCode, Refusal, check_text};
use crate::{Check, Graphemes, PersonId, TagId, limits};

endpoint! {
    /// My tags, by name.
    ListTags: Get "/api/v1/tags", response: Tags,
}

endpoint! {
    /// Makes a tag; `remove` says nothing here.
    CreateTag: Post "/api/v1/tags", keyed: true, request: TagRequest, response: Tag,
    errors: [TextEmpty, TextTooLong, TagTaken, TooManyTags, TooManyPeople, KeyMissing, KeyReused, NotFound],
}

endpoint! {
    /// Renames a tag of mine, and puts it on friends or takes it off them. Who is no friend of mine is left out.
    ChangeTag: Put "/api/v1/tags/{tag_id}", argument: TagId, request: TagRequest, response: Tag,
    errors: [NotFound, TextEmpty, TextTooLong, TagTaken, TooManyPeople],
}

endpoint! {
    /// Deletes a tag of mine. Who can see my moments stays as it is.
    DeleteTag: Delete "/api/v1/tags/{tag_id}", argument: TagId, errors: [NotFound],
}

/// A group of friends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Tag {
    /// Never changes.
    pub id: TagId,
    /// 1 to 20 characters, another one for each tag.
    pub name: String,
    /// How many friends carry it.
    pub count: u32,
    /// How many moments of mine follow it: who gets it or loses it sees these, or doesn't any more, from then on.
    pub moments: u32,
}

/// My tags.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Tags {
    /// At most fifty, by name.
    pub items: Vec<Tag>,
}

/// How a tag is called, and whom it is put on and taken off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TagRequest {
    /// 1 to 20 characters.
    pub name: String,
    /// Friends who are to carry it, at most 5,000.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub add: Vec<PersonId>,
    /// Friends who aren't, at most 5,000.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remove: Vec<PersonId>,
}

impl Check for TagRequest {
    fn check(&self, graphemes: Graphemes) -> Result<(), Refusal> {
        check_text(&self.name, 1, limits::TAG_NAME_MOST, "name", graphemes)?;
        for (people, field) in [(&self.add, "add"), (&self.remove, "remove")] {
            if people.len() > limits::FRIENDS_MOST as usize {
                return Err(Refusal {
                    code: ErrorCode::TooManyPeople,
                    field,
                });
            }
        }
        Ok(())
    }
}
