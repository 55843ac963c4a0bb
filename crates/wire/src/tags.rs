//! Tags: groups of friends that I make for myself. Nobody learns of them.

use serde::{Deserialize, Serialize};

use crate::errors::{ErrorCode, Refusal, check_text};
use crate::{Check, Graphemes, PersonId, TagId, limits};

endpoint! {
    /// My tags, sorted by name.
    ListTags: Get "/api/v1/tags",
    response: Tags,
}

endpoint! {
    /// Makes a tag. `remove` has no effect here.
    CreateTag: Post "/api/v1/tags",
    keyed: true,
    request: TagRequest,
    response: Tag,
    errors: [
        TextEmpty, TextInvalid, TextTooLong, TagTaken, TooManyTags, TooManyPeople, KeyMissing,
        KeyReused, NotFound,
    ],
}

endpoint! {
    /// Renames a tag of mine, puts it on friends and takes it off friends.
    ///
    /// People who aren't my friends are left out.
    ChangeTag: Put "/api/v1/tags/{tag_id}",
    argument: TagId,
    request: TagRequest,
    response: Tag,
    errors: [NotFound, TextEmpty, TextInvalid, TextTooLong, TagTaken, TooManyPeople],
}

endpoint! {
    /// Deletes a tag of mine. It doesn't change who can see my moments.
    DeleteTag: Delete "/api/v1/tags/{tag_id}",
    argument: TagId,
    errors: [NotFound],
}

/// A group of friends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Tag {
    /// The tag's id, which never changes.
    pub id: TagId,
    /// 1 to `limits::TAG_NAME_MOST` characters. Each of my tags has a different name.
    pub name: String,
    /// How many friends have the tag.
    pub count: u32,
    /// How many of my moments have a live audience that names this tag. Putting the tag on a
    /// friend, or taking it off, changes whether they see these.
    pub moments: u32,
}

/// The list of my tags.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Tags {
    /// At most `limits::TAGS_MOST` tags, sorted by name.
    pub items: Vec<Tag>,
}

/// The name of a tag, and the friends to put it on or take it off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TagRequest {
    /// 1 to `limits::TAG_NAME_MOST` characters.
    #[cfg_attr(feature = "schema", schemars(length(min = 1)))]
    pub name: String,
    /// Friends to put the tag on, at most `limits::FRIENDS_MOST`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub add: Vec<PersonId>,
    /// Friends to take the tag off, at most `limits::FRIENDS_MOST`.
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
