//! Links that make friends: I give one to somebody, as an address or as a QR code, and who follows it is my friend.

use serde::{Deserialize, Serialize};

use crate::errors::{ErrorCode, Refusal};
use crate::people::{Person, Relation};
use crate::{Check, Graphemes, LinkId, Timestamp, limits};

endpoint! {
    /// My links that can still be followed, the newest first.
    ListLinks: Get "/api/v1/links", response: Links,
}

endpoint! {
    /// Makes a link.
    CreateLink: Post "/api/v1/links", keyed: true, request: CreateLinkRequest, response: Link,
    errors: [TooManyPeople, TooManyLinks, NotFound, KeyMissing, KeyReused],
}

endpoint! {
    /// Revokes a link of mine: nobody can follow it any more. Who did stays a friend.
    RevokeLink: Delete "/api/v1/links/{link_id}", argument: LinkId,
}

endpoint! {
    /// Whose link this is. One that lapsed, was revoked or used up, that never was, or whose maker and I have nothing to
    /// do with each other gets the same answer. The secret isn't part of the path, which logs may keep.
    ReadLink: Post "/api/v1/links/read", access: Anyone, request: LinkSecret, response: LinkTarget,
    errors: [LinkGone, TooManyRequests],
}

endpoint! {
    /// Makes me a friend of whoever made the link. To be one already is no error, and uses nothing up.
    FollowLink: Post "/api/v1/links/follow", request: LinkSecret, response: LinkTarget,
    errors: [LinkGone, SelfRequest, TooManyFriends],
}

/// A link of mine.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Link {
    /// For revoking it.
    pub id: LinkId,
    /// What stands behind the `#` of the page's `/link`.
    pub secret: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it lapses.
    pub lapses_at: Timestamp,
    /// How many people can follow it, 1 to 100.
    pub people_most: u32,
    /// How many did.
    pub people_count: u32,
}

/// My links.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Links {
    /// At most twenty, the newest first.
    pub items: Vec<Link>,
}

/// How long a link can be followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Lifetime {
    /// For an hour.
    Hour,
    /// For a day.
    Day,
    /// For seven days.
    Week,
    /// For thirty days.
    Month,
}

impl Lifetime {
    /// From the shortest to the longest.
    pub const ALL: [Self; 4] = [Self::Hour, Self::Day, Self::Week, Self::Month];

    /// Its hours.
    pub const fn hours(self) -> u32 {
        match self {
            Self::Hour => 1,
            Self::Day => 24,
            Self::Week => 7 * 24,
            Self::Month => 30 * 24,
        }
    }
}

/// What a link is to be good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CreateLinkRequest {
    /// How long.
    pub lifetime: Lifetime,
    /// For how many people, 1 to 100.
    pub people_most: u32,
}

impl Check for CreateLinkRequest {
    fn check(&self, _: Graphemes) -> Result<(), Refusal> {
        let refusal = Refusal {
            code: ErrorCode::TooManyPeople,
            field: "people_most",
        };
        if limits::LINK_PEOPLE.contains(&self.people_most) {
            Ok(())
        } else {
            Err(refusal)
        }
    }
}

/// What a link holds.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LinkSecret {
    /// What stood behind the `#`.
    pub secret: String,
}

impl Check for LinkSecret {}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LinkTarget {
    /// Who made it; nothing for an invitation of the server's operator, which is good for signing up alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<Person>,
    /// How they stand to me, if I am signed in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relation: Option<Relation>,
}
