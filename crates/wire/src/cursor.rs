//! Cursors, by which clients read a list page by page.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};

use crate::{Query, limits};

/// Where the next page of a list begins. Opaque: only the server that gave it can read it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Cursor(
    #[cfg_attr(feature = "schema", schemars(regex(pattern = "^[A-Za-z0-9_-]*$")))] pub String,
);

/// The page of a list to read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PageQuery {
    /// The `next` of the previous page. Left out or empty for the first page.
    #[serde(default, deserialize_with = "given_cursor")]
    pub cursor: Option<Cursor>,
    /// The most items to return, 1 to `limits::PAGE_MOST`. Default: `limits::PAGE_USUAL`.
    #[serde(default, deserialize_with = "limit_within::<_, { limits::PAGE_MOST }>")]
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 100)))]
    pub limit: Option<u16>,
}

/// Reads a cursor; an empty one is none.
pub(crate) fn given_cursor<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Cursor>, D::Error> {
    let cursor = Option::<Cursor>::deserialize(deserializer)?;
    Ok(cursor.filter(|cursor| !cursor.0.is_empty()))
}

/// Reads the number of items of a page. Refuses 0, and more than `MOST`.
pub(crate) fn limit_within<'de, D: Deserializer<'de>, const MOST: u16>(
    deserializer: D,
) -> Result<Option<u16>, D::Error> {
    let limit = Option::<u16>::deserialize(deserializer)?;
    if limit.is_none_or(|limit| (1..=MOST).contains(&limit)) {
        return Ok(limit);
    }
    let reason = format!("limit is a number from 1 to {MOST}");
    Err(D::Error::custom(reason))
}

impl PageQuery {
    /// The page that begins at `cursor`.
    pub const fn at(cursor: Option<Cursor>) -> Self {
        Self {
            cursor,
            limit: None,
        }
    }

    /// The number of items to return.
    pub fn limit(&self) -> usize {
        usize::from(self.limit.unwrap_or(limits::PAGE_USUAL))
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

#[cfg(test)]
mod tests {
    use serde_json::{from_value, json};

    use super::*;

    #[test]
    fn a_page_has_as_many_items_as_are_asked_for_within_bounds() {
        let read = |query| from_value::<PageQuery>(query);
        let limit = |value: u16| read(json!({ "limit": value }));
        for value in [1, 50, limits::PAGE_MOST] {
            assert_eq!(limit(value).expect("a page").limit(), usize::from(value));
        }
        for value in [0, limits::PAGE_MOST + 1, u16::MAX] {
            assert!(limit(value).is_err(), "{value}");
        }
        let usual = read(json!({})).expect("a page");
        assert_eq!(usual.limit(), usize::from(limits::PAGE_USUAL));
        assert_eq!(usual, PageQuery::at(None));
    }

    #[test]
    fn an_empty_cursor_is_the_first_page_and_any_other_is_sent_as_it_is() {
        let empty: PageQuery = from_value(json!({ "cursor": "" })).expect("a page");
        assert_eq!(empty.cursor, None);
        let next = PageQuery {
            limit: Some(7),
            ..PageQuery::at(Some(Cursor("next".to_owned())))
        };
        let pairs = [("cursor", "next".to_owned()), ("limit", "7".to_owned())];
        assert_eq!(next.pairs(), pairs);
        assert_eq!(from_value::<PageQuery>(json!(next)).expect("a page"), next);
        assert_eq!(PageQuery::default().pairs(), []);
    }
}
