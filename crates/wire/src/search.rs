//! Searching moments: what a client can ask for, and what it gets.

mod words;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};
use words::is_of_word;
pub use words::{Finder, Fold, Term, marks_of, words_of_moment};

use crate::cursor::{given_cursor, limit_within};
use crate::endpoint::Query;
use crate::moments::{Moment, MomentsPage};
use crate::{Cursor, Handle, Month, PageQuery, Timestamp, limits};

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

endpoint! {
    /// The months in which somebody shared moments, the newest first, and how many in each.
    ///
    /// Only moments count that [`SearchMoments`] finds with this author.
    ReadMonths: Get "/api/v1/people/{handle}/months",
    argument: Handle,
    query: MonthsQuery,
    response: Months,
    errors: [NotFound],
}

/// Where the reader's months begin.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MonthsQuery {
    /// By how many minutes the reader's clock is ahead of UTC, -840 to 840. Default: 0.
    #[serde(default, deserialize_with = "minutes_ahead")]
    #[cfg_attr(feature = "schema", schemars(range(min = -840, max = 840)))]
    pub ahead: i16,
}

/// Reads a distance from UTC. There are places up to 14 hours ahead.
fn minutes_ahead<'de, D: Deserializer<'de>>(deserializer: D) -> Result<i16, D::Error> {
    let ahead = i16::deserialize(deserializer)?;
    if (-840..=840).contains(&ahead) {
        return Ok(ahead);
    }
    Err(D::Error::custom("no clock is so far from UTC"))
}

impl Query for MonthsQuery {
    fn pairs(&self) -> Vec<(&'static str, String)> {
        vec![("ahead", self.ahead.to_string())]
    }
}

/// The months in which somebody shared moments.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Months {
    /// The months with moments, the newest first.
    pub months: Vec<MonthCount>,
}

impl Months {
    /// Counts by month what was counted by day: days since 1970 in the reader's time, the newest
    /// first.
    pub fn of_days(days: impl IntoIterator<Item = (i64, u32)>) -> Self {
        let mut months: Vec<MonthCount> = Vec::new();
        for (day, moments) in days {
            let month = Month::of_day(day);
            match months.last_mut() {
                Some(last) if last.month == month => last.moments += moments,
                _ => months.push(MonthCount { month, moments }),
            }
        }
        Self { months }
    }
}

/// A month and its moments.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MonthCount {
    /// The month in which they were shared.
    pub month: Month,
    /// How many moments it has.
    pub moments: u32,
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
    fn days_are_counted_by_month() {
        // 2026-12-01, 2026-11-30, 2026-11-01, 2024-02-29.
        let months = Months::of_days([(20788, 1), (20787, 2), (20758, 3), (19782, 4)]);
        let written = serde_json::to_value(&months).expect("JSON");
        assert_eq!(
            written["months"],
            serde_json::json!([
                {"month": "2026-12", "moments": 1},
                {"month": "2026-11", "moments": 5},
                {"month": "2024-02", "moments": 4},
            ])
        );
        assert_eq!(
            serde_json::from_value::<Months>(written).expect("months"),
            months
        );
        for refused in ["2026-13", "2026-00", "26-1", "2026-1", "2026/11", "+026-11"] {
            assert!(refused.parse::<Month>().is_err(), "{refused}");
        }
    }

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
