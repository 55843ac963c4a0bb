//! Whom I want nothing to do with.

use serde::{Deserialize, Serialize};

use crate::people::PeoplePage;
use crate::{Check, Handle, PageQuery};

endpoint! {
    /// Whom I blocked, the last one first.
    ListBlocked: Get "/api/v1/blocks", query: PageQuery, response: PeoplePage, errors: [CursorInvalid],
}

endpoint! {
    /// Sets whether I block somebody: as long as one of us does, neither finds, asks or sees the other, and nothing tells
    /// them. A friendship lies beneath and comes back.
    SetBlocked: Put "/api/v1/people/{handle}/blocked", argument: Handle, request: SetBlockedRequest, errors: [NotFound],
}

/// Whether I block somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SetBlockedRequest {
    /// `false` ends it.
    pub blocked: bool,
}

impl Check for SetBlockedRequest {}
