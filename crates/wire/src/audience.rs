//! Who can see a moment: chosen when it is posted, looked at before, changed later.

use serde::{Deserialize, Serialize};

use crate::errors::{ErrorCode, Refusal};
use crate::{Check, Graphemes, MomentId, PersonId, TagId, Timestamp, limits};

endpoint! {
    /// Who of my friends sees a moment of mine now, and why.
    ReadAudience: Get "/api/v1/moments/{moment_id}/audience", argument: MomentId, response: AudiencePreview,
    errors: [NotFound],
}

endpoint! {
    /// Who of my friends would see a moment for this audience if I posted it now, and why. Changes nothing.
    PreviewAudience: Post "/api/v1/audience", request: PreviewRequest, response: AudiencePreview, errors: [TooManyPeople, TagGone],
}

endpoint! {
    /// Changes who can see moments of mine; or, as a dry run, says what would change.
    ChangeAudience: Put "/api/v1/audience", request: ChangeRequest, response: AudienceChange,
    errors: [TooManyPeople, TooManyMoments, TagGone, NotFound],
}

/// Who can see a moment, beside its author.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// All friends of the author.
    #[default]
    Friends,
    /// Nobody.
    OnlyMe,
    /// Those of the friends who are chosen, or carry a tag that is.
    Only,
    /// All friends but those.
    Except,
}

/// Which people and tags an audience is about, and whether it follows what becomes of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Chosen {
    /// Friends, at most 5,000; for `only` and `except`. Somebody who is no friend now is kept: it counts once they are.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<PersonId>,
    /// Tags of the author's, at most fifty; for `only` and `except`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<TagId>,
    /// Whether it stays with those whom it reaches when it is set, less those who are friends no longer. Otherwise who is
    /// tagged, or becomes a friend, later, counts when they look. Unless it says, `only` and `except` are frozen, the
    /// others aren't.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_frozen: Option<bool>,
}

impl Chosen {
    /// Whether nothing was chosen.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether no person and no tag is named.
    pub fn names_nobody(&self) -> bool {
        self.people.is_empty() && self.tags.is_empty()
    }

    /// What of it an audience is about: nothing is chosen of all friends, and of nobody.
    #[must_use]
    pub fn of(&self, audience: Audience) -> Self {
        match audience {
            Audience::Friends | Audience::OnlyMe => Self::default(),
            Audience::Only | Audience::Except => self.clone(),
        }
    }

    /// Whether an audience stays with those whom it reaches when it is set.
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

/// An audience to look at.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PreviewRequest {
    /// Who can see it.
    pub audience: Audience,
    /// Which people and tags that is about.
    #[serde(default, skip_serializing_if = "Chosen::is_empty")]
    pub chosen: Chosen,
}

impl Check for PreviewRequest {
    fn check(&self, _: Graphemes) -> Result<(), Refusal> {
        self.chosen.check()
    }
}

/// Who sees a moment, or would.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AudiencePreview {
    /// How many friends see it.
    pub count: u32,
    /// Whether people who are no friends of mine see it, too, since I let them look.
    pub is_open: bool,
    /// Every friend, in no order.
    pub friends: Vec<AudienceMember>,
}

/// What an audience means for a friend.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AudienceMember {
    /// Who.
    pub person: PersonId,
    /// Whether they see it.
    pub sees: bool,
    /// Why, or why not.
    pub because: Because,
    /// The tag, where it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tag: Option<TagId>,
}

/// Why somebody sees something, or doesn't.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Because {
    /// It is for nobody but me.
    OnlyMe,
    /// They are a friend, and nothing else is said of them.
    Friend,
    /// They are chosen by name.
    Chosen,
    /// They carry a tag that is chosen.
    Tagged,
    /// They aren't among those chosen.
    NotChosen,
    /// I don't show them my moments.
    Hidden,
    /// The audience stays with those whom it reached when it was set, whatever has become of tags and friendships.
    Frozen,
    /// It is older than what I show.
    TooOld,
}

/// Another audience for moments of mine.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ChangeRequest {
    /// Which, at most 1,000; none for all of mine up to `until`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub moments: Vec<MomentId>,
    /// The time of the newest, where `moments` names none; now, unless it says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
    /// Who can see them from now on.
    pub audience: Audience,
    /// Which people and tags that is about.
    #[serde(default, skip_serializing_if = "Chosen::is_empty")]
    pub chosen: Chosen,
    /// Whether to say only what would change.
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

/// What a change of audience means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AudienceChange {
    /// How many moments it is about.
    pub moments: u32,
    /// The `until` that was taken: sent with the change, it is about those of the dry run and no others.
    pub until: Timestamp,
    /// How many of them somebody sees who didn't before.
    pub opened: u32,
    /// How many somebody doesn't see any more.
    pub closed: u32,
    /// Whether strangers look at my newest few for all friends: which these are may change, too.
    pub is_open: bool,
    /// How many friends can see one of them or more before.
    pub before: u32,
    /// How many can afterwards.
    pub after: u32,
    /// Who can see more of them than before.
    pub gaining: Vec<PersonId>,
    /// Who can see fewer of them.
    pub losing: Vec<PersonId>,
}
