//! Searching moments: what a client can ask for, and what it gets.

mod words;

use serde::{Deserialize, Serialize};
use words::is_of_word;
pub use words::{Finder, Fold, Term, marks_of, words_of_moment};

use crate::cursor::{given_cursor, limit_within};
use crate::endpoint::Query;
use crate::moments::{Moment, MomentsPage};
use crate::{Cursor, Handle, PageQuery, Timestamp, limits};

endpoint! {
    /// My own and my friends' moments that have all of the words in their text, topics or place.
    ///
    /// The newest come first. Moments that my feed leaves out aren't searched. Without words, the
    /// other conditions decide alone; without any condition nothing is found.
    SearchMoments: Get "/api/v1/moments",
    query: MomentSearch,
    response: MomentsPage,
    people: |page| page.items.iter().flat_map(Moment::people).collect(),
    errors: [CursorInvalid, NotFound, TooManyRequests],
}

/// What to search for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MomentSearch {
    /// Words, as somebody types them; what is after `limits::SEARCH_MOST` characters doesn't count.
    /// A word is found by its beginning, Chinese by any of its characters. `#` before a word looks
    /// for a topic.
    #[serde(default)]
    pub q: String,
    /// Words of the place alone.
    #[serde(default)]
    pub place: String,
    /// The handle of the author. Left out: me and all my friends.
    #[serde(default)]
    pub author: Option<Handle>,
    /// `true`: only moments with photos.
    #[serde(default)]
    pub has_photos: bool,
    /// Only moments from this time on.
    #[serde(default)]
    pub from: Option<Timestamp>,
    /// Only moments before this time.
    #[serde(default)]
    pub to: Option<Timestamp>,
    /// The `next` of the previous page. Left out or empty for the first page.
    #[serde(default, deserialize_with = "given_cursor")]
    pub cursor: Option<Cursor>,
    /// The most items to return, 1 to `limits::PAGE_MOST`. Default: `limits::PAGE_USUAL`.
    #[serde(default, deserialize_with = "limit_within::<_, { limits::PAGE_MOST }>")]
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 100)))]
    pub limit: Option<u16>,
}

impl MomentSearch {
    /// The number of moments to return.
    pub fn limit(&self) -> usize {
        usize::from(self.limit.unwrap_or(limits::PAGE_USUAL))
    }

    /// Whether there is nothing to look for.
    pub fn is_empty(&self) -> bool {
        let is_blank = |text: &str| text.chars().all(|c| !is_of_word(c));
        is_blank(&self.q)
            && is_blank(&self.place)
            && self.author.is_none()
            && !self.has_photos
            && self.from.is_none()
            && self.to.is_none()
    }
}

impl Query for MomentSearch {
    fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        let texts = [("q", &self.q), ("place", &self.place)];
        let given = texts.into_iter().filter(|(_, text)| !text.is_empty());
        pairs.extend(given.map(|(name, text)| (name, text.clone())));
        pairs.extend(
            self.author
                .iter()
                .map(|author| ("author", author.to_string())),
        );
        if self.has_photos {
            pairs.push(("has_photos", "true".to_owned()));
        }
        pairs.extend(self.from.map(|time| ("from", time.to_string())));
        pairs.extend(self.to.map(|time| ("to", time.to_string())));
        let page = PageQuery {
            cursor: self.cursor.clone(),
            limit: self.limit,
        };
        pairs.extend(page.pairs());
        pairs
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_without_a_word_is_empty() {
        let search = |q: &str| MomentSearch {
            q: q.to_owned(),
            ..MomentSearch::default()
        };
        assert!(search(" ... ").is_empty() && !search("a").is_empty());
        let photos = MomentSearch {
            has_photos: true,
            ..MomentSearch::default()
        };
        assert!(!photos.is_empty());
    }
}
