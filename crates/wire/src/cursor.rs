//! Cursors, by which clients read a list page by page.

use serde::{Deserialize, Serialize};

use crate::{Query, limits};

/// Where the next page of a list begins. Opaque: only the server that gave it can read it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Cursor(pub String);

/// The page of a list to read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PageQuery {
    /// The `next` of the previous page. Left out for the first page.
    pub cursor: Option<Cursor>,
    /// The most items to return, 1 to `limits::PAGE_MOST`. Default: `limits::PAGE_USUAL`.
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 100)))]
    pub limit: Option<u16>,
}

impl PageQuery {
    /// The page that begins at `cursor`.
    pub const fn at(cursor: Option<Cursor>) -> Self {
        Self {
            cursor,
            limit: None,
        }
    }

    /// The number of items to return, after the default and the bounds.
    pub fn limit(&self) -> usize {
        usize::from(
            self.limit
                .unwrap_or(limits::PAGE_USUAL)
                .clamp(1, limits::PAGE_MOST),
        )
    }
}

impl Query for PageQuery {
    fn pairs(&self) -> Vec<(&'static str, String)> {
        let cursor = self
            .cursor
            .as_ref()
            .map(|cursor| ("cursor", cursor.0.clone()));
        let limit = self.limit.map(|limit| ("limit", limit.to_string()));
        cursor.into_iter().chain(limit).collect()
    }
}
