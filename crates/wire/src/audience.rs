//! Audiences: who can see a moment. They are chosen on posting, can be previewed, and changed
//! later.

use serde::{Deserialize, Serialize};

use crate::errors::{ErrorCode, Refusal};
use crate::{Check, Graphemes, MomentId, PersonId, TagId, Timestamp, limits};

endpoint! {
    /// Says for each of my friends whether they see a moment of mine now, and why.
    ReadAudience: Get "/api/v1/moments/{moment_id}/audience",
    argument: MomentId,
    response: AudiencePreview,
    errors: [NotFound],
}

endpoint! {
    /// Says for each of my friends whether they would see a moment for this audience, and why.
    ///
    /// Nothing is posted or changed.
    PreviewAudience: Post "/api/v1/audience",
    request: PreviewRequest,
    response: AudiencePreview,
    errors: [TooManyPeople, TagGone],
}

endpoint! {
    /// Changes who can see moments of mine. A dry run only says what would change.
    ChangeAudience: Put "/api/v1/audience",
    request: ChangeRequest,
    response: AudienceChange,
    errors: [TooManyPeople, TooManyMoments, TagGone, NotFound],
}

/// The kind of audience of a moment. The author always sees it, too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// All friends of the author.
    #[default]
    Friends,
    /// Nobody but the author.
    OnlyMe,
    /// Only those friends who are named in [`Chosen`], or have a tag that is named there.
    Only,
    /// All friends except those.
    Except,
}

/// The people and tags that an audience names, and whether the audience is frozen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Chosen {
    /// People, at most `limits::FRIENDS_MOST`, for `only` and `except`. Somebody who isn't a friend
    /// now is kept, and counts once they become one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<PersonId>,
    /// Tags of the author, at most `limits::TAGS_MOST`, for `only` and `except`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<TagId>,
    /// `true`: the readers are fixed when the audience is set; former friends drop out, and nobody
    /// is added. `false`: tags and friendships are evaluated at each read. If left out: `true` for
    /// `only` and `except`, `false` for the others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_frozen: Option<bool>,
}

impl Chosen {
    /// Whether this is the default: no people, no tags, and `is_frozen` not set.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether no person and no tag is named.
    pub fn names_nobody(&self) -> bool {
        self.people.is_empty() && self.tags.is_empty()
    }

    /// This choice for `only` and `except`; an empty one for `friends` and `only_me`, which name
    /// nobody.
    #[must_use]
    pub fn of(&self, audience: Audience) -> Self {
        match audience {
            Audience::Friends | Audience::OnlyMe => Self::default(),
            Audience::Only | Audience::Except => self.clone(),
        }
    }

    /// Whether an audience of this kind is frozen, with the default applied. `only_me` never is.
    pub fn is_frozen(&self, audience: Audience) -> bool {
        self.is_frozen
            .unwrap_or(matches!(audience, Audience::Only | Audience::Except))
            && audience != Audience::OnlyMe
    }

    pub(crate) fn check(&self) -> Result<(), Refusal> {
        if self.people.len() > limits::FRIENDS_MOST as usize
            || self.tags.len() > limits::TAGS_MOST as usize
        {
            return Err(Refusal {
                code: ErrorCode::TooManyPeople,
                field: "chosen",
            });
        }
        Ok(())
    }
}

/// An audience to preview.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PreviewRequest {
    /// The kind of audience.
    pub audience: Audience,
    /// The people and tags that the audience names.
    #[serde(default, skip_serializing_if = "Chosen::is_empty")]
    pub chosen: Chosen,
}

impl Check for PreviewRequest {
    fn check(&self, _: Graphemes) -> Result<(), Refusal> {
        self.chosen.check()
    }
}

/// The friends who see a moment, or would see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AudiencePreview {
    /// How many friends see it.
    pub count: u32,
    /// `true` if people who aren't my friends see it, too, because I let strangers look.
    pub is_open: bool,
    /// All my friends, in no particular order.
    pub friends: Vec<AudienceMember>,
}

/// Whether one friend sees a moment, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AudienceMember {
    /// The id of the friend.
    pub person: PersonId,
    /// Whether they see it.
    pub sees: bool,
    /// The reason why they see it, or don't.
    pub because: Because,
    /// The tag that decides, if `because` is `tagged`. Left out otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tag: Option<TagId>,
}

/// The reason why a friend sees a moment, or doesn't.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Because {
    /// The moment is for nobody but me.
    OnlyMe,
    /// They are a friend, and the audience doesn't name them.
    Friend,
    /// The audience names them.
    Chosen,
    /// They have a tag that the audience names.
    Tagged,
    /// They aren't among those chosen.
    NotChosen,
    /// I hide my moments from them.
    Hidden,
    /// The audience is frozen, and tags and friendships of now would give the other result.
    Frozen,
    /// The moment is older than the time that I show to others.
    TooOld,
}

/// A new audience for moments of mine.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ChangeRequest {
    /// The moments to change, at most `limits::MOMENTS_CHANGED_MOST`. If empty: all of mine up to
    /// `until`, except those for `only_me`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub moments: Vec<MomentId>,
    /// If `moments` is empty: the time of the newest moment to change. Default: now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
    /// The new kind of audience.
    pub audience: Audience,
    /// The people and tags that the new audience names.
    #[serde(default, skip_serializing_if = "Chosen::is_empty")]
    pub chosen: Chosen,
    /// `true` changes nothing and only says what would change.
    #[serde(default)]
    pub is_dry_run: bool,
}

impl Check for ChangeRequest {
    fn check(&self, _: Graphemes) -> Result<(), Refusal> {
        if self.moments.len() > limits::MOMENTS_CHANGED_MOST {
            return Err(Refusal {
                code: ErrorCode::TooManyMoments,
                field: "moments",
            });
        }
        self.chosen.check()
    }
}

/// The effect of a change of audience.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AudienceChange {
    /// How many moments the change covers.
    pub moments: u32,
    /// The `until` that was used. Sent with the real change, it makes that cover the same moments
    /// as the dry run.
    pub until: Timestamp,
    /// How many of the moments at least one friend can see who couldn't before.
    pub opened: u32,
    /// How many of the moments at least one friend can't see any more.
    pub closed: u32,
    /// `true` if strangers may look at my newest moments for all friends, and the change may alter
    /// which moments these are.
    pub is_open: bool,
    /// How many friends can see at least one of the moments before the change.
    pub before: u32,
    /// How many friends can see at least one of them after the change.
    pub after: u32,
    /// Friends who can see more of the moments than before.
    pub gaining: Vec<PersonId>,
    /// Friends who can see fewer of the moments than before.
    pub losing: Vec<PersonId>,
}
