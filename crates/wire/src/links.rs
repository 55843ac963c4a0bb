//! Links that make friends: I give one to somebody, as an address or a QR code, and whoever follows
//! it becomes my friend.

use serde::{Deserialize, Serialize};

use crate::errors::{ErrorCode, Refusal};
use crate::people::Relation;
use crate::person::Person;
use crate::{Check, Graphemes, LinkId, Timestamp, limits};

endpoint! {
    /// My links that can still be followed, the newest first.
    ListLinks: Get "/api/v1/links",
    response: Links,
}

endpoint! {
    /// Makes a new link.
    CreateLink: Post "/api/v1/links",
    keyed: true,
    request: CreateLinkRequest,
    response: Link,
    errors: [TooManyPeople, TooManyLinks, NotFound, KeyMissing, KeyReused],
}

endpoint! {
    /// Revokes a link of mine: nobody can follow it any more. Friends whom it made stay friends.
    RevokeLink: Delete "/api/v1/links/{link_id}",
    argument: LinkId,
}

endpoint! {
    /// The person to whom a link leads.
    ///
    /// A link that has expired, was revoked, is used up or never existed gets the same error as a
    /// link whose maker I can't see: one of us blocks the other, or their account is suspended or
    /// about to be deleted. The secret isn't part of the path, because logs may keep paths.
    ReadLink: Post "/api/v1/links/read",
    access: Anyone,
    request: LinkSecret,
    response: LinkTarget,
    people: |target| target.person.iter().collect(),
    errors: [LinkGone, TooManyRequests],
}

endpoint! {
    /// Makes the link's maker and me friends.
    ///
    /// If we are friends already, this is no error, and the link isn't used up by it.
    FollowLink: Post "/api/v1/links/follow",
    request: LinkSecret,
    response: LinkTarget,
    people: |target| target.person.iter().collect(),
    errors: [LinkGone, SelfRequest, TooManyFriends],
}

/// A link of mine.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Link {
    /// The id that `RevokeLink` takes.
    pub id: LinkId,
    /// The part after the `#` in the address of the page's `/link`.
    pub secret: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// When the link expires.
    pub lapses_at: Timestamp,
    /// How many people can follow it, `limits::LINK_PEOPLE`.
    pub people_most: u32,
    /// How many people have followed it.
    pub people_count: u32,
}

/// My links that can still be followed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Links {
    /// At most `limits::LINKS_MOST`, the newest first.
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
    /// All lifetimes, from the shortest to the longest.
    pub const ALL: [Self; 4] = [Self::Hour, Self::Day, Self::Week, Self::Month];

    /// The lifetime in hours.
    pub const fn hours(self) -> u32 {
        match self {
            Self::Hour => 1,
            Self::Day => 24,
            Self::Week => 7 * 24,
            Self::Month => 30 * 24,
        }
    }
}

/// The limits of a new link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CreateLinkRequest {
    /// How long the link can be followed.
    pub lifetime: Lifetime,
    /// How many people can follow it, `limits::LINK_PEOPLE`.
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = *limits::LINK_PEOPLE.end())))]
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

/// The secret of a link.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LinkSecret {
    /// The part after the `#` in the link's address.
    pub secret: String,
}

impl Check for LinkSecret {}

/// The person to whom a link leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LinkTarget {
    /// The maker of the link. Left out for an invitation by the server's operator, which works for
    /// signing up only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<Person>,
    /// The maker's relation to me. Left out if I am not signed in, or if `person` is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relation: Option<Relation>,
}
