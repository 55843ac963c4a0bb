//! Blocks: people with whom I want no contact.

use serde::{Deserialize, Serialize};

use crate::people::PeoplePage;
use crate::{Check, Handle, PageQuery};

endpoint! {
    /// The people whom I block, the most recently blocked first.
    ListBlocked: Get "/api/v1/blocks",
    query: PageQuery,
    response: PeoplePage,
    people: PeoplePage::people,
    errors: [CursorInvalid],
}

endpoint! {
    /// Sets whether I block somebody.
    ///
    /// While one of us blocks the other, neither finds, asks or sees the other, and nothing tells
    /// them why. A friendship between us is kept, and returns when the block ends.
    SetBlocked: Put "/api/v1/people/{handle}/blocked",
    argument: Handle,
    request: SetBlockedRequest,
    errors: [NotFound],
}

/// Whether I block somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SetBlockedRequest {
    /// `true` begins the block, `false` ends it.
    pub blocked: bool,
}

impl Check for SetBlockedRequest {}
