//! Friends: the list, what I note about each of them, and the end of a friendship.

use std::iter;

use serde::{Deserialize, Serialize};

use crate::cursor::{given_cursor, limit_within};
use crate::errors::{ErrorCode, Refusal, check_text};
use crate::person::Person;
use crate::{
    Check, Cursor, Graphemes, Handle, Normalize, PageQuery, Query, TagId, Timestamp, limits,
};

endpoint! {
    /// My friends from A to Z.
    ///
    /// Chinese names are sorted by their pinyin. Names without a Latin initial come last.
    ListFriends: Get "/api/v1/friends",
    query: FriendsQuery,
    response: FriendsPage,
    people: |page| page.items.iter().map(|friend| &friend.person).collect(),
    errors: [CursorInvalid],
}

endpoint! {
    /// Changes what I noted about a friend for myself. They don't learn of it.
    SetFriendDetails: Put "/api/v1/friends/{handle}",
    argument: Handle,
    request: SetFriendDetailsRequest,
    response: FriendDetails,
    errors: [NotFound, TextInvalid, TextTooLong, TooManyTags],
}

endpoint! {
    /// Ends a friendship without telling the other person. It is no error if there is none.
    RemoveFriend: Delete "/api/v1/friends/{handle}",
    argument: Handle,
    errors: [NotFound],
}

/// The page of friends to read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FriendsQuery {
    /// The `next` of the previous page. Left out or empty for the first page.
    #[serde(default, deserialize_with = "given_cursor")]
    pub cursor: Option<Cursor>,
    /// The most friends to return, 1 to `limits::FRIENDS_PAGE_MOST`. Default: `limits::PAGE_USUAL`.
    #[serde(
        default,
        deserialize_with = "limit_within::<_, { limits::FRIENDS_PAGE_MOST }>"
    )]
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 1000)))]
    pub limit: Option<u16>,
}

impl FriendsQuery {
    /// The number of friends to return.
    pub fn limit(&self) -> usize {
        usize::from(self.limit.unwrap_or(limits::PAGE_USUAL))
    }
}

impl Query for FriendsQuery {
    fn pairs(&self) -> Vec<(&'static str, String)> {
        PageQuery {
            cursor: self.cursor.clone(),
            limit: self.limit,
        }
        .pairs()
    }
}

/// A page of friends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FriendsPage {
    /// The friends, from A to Z.
    pub items: Vec<Friend>,
    /// How many friends there are in all.
    pub total: u32,
    /// The cursor of the next page; `null` on the last page.
    pub next: Option<Cursor>,
}

/// A friend of mine.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Friend {
    /// The friend as a person.
    pub person: Person,
    /// When we became friends.
    pub since: Timestamp,
    /// The heading of the name that I see: `A` to `Z`, or `#`.
    pub initial: char,
    /// Pinyin of the names that have Chinese characters, the remark before the display name: `"zeng
    /// lao shi, li lei"`. Syllables have a space between them; names, and ways to read a name, a
    /// comma and a space. Empty if neither name has any.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub pinyin: String,
    /// Whether I starred them, so that a client shows them before the others. The list itself stays
    /// sorted from A to Z.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_starred: bool,
    /// The tags that I put on them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<TagId>,
}

impl Friend {
    /// Whether `words` match this friend. They match the beginning of the handle, a part of a name,
    /// or pinyin from any syllable on, whole or shortened: "wf", "wangf" and "fang" for 王芳. `words`
    /// must be folded.
    pub fn is_called(&self, words: &str, nfkc: Normalize) -> bool {
        self.person.is_called(words, nfkc)
            || self.pinyin.split(", ").any(|name| {
                let starts = name.match_indices(' ').map(|(space, _)| space + 1);
                iter::once(0)
                    .chain(starts)
                    .any(|start| reads(&name[start..], words))
            })
    }
}

/// Whether `typed`, without its spaces, consists of the beginnings of `syllables` in their order:
/// at least one letter of each, none skipped. The last syllables may be missing.
fn reads(syllables: &str, typed: &str) -> bool {
    let typed = typed.trim_start();
    if typed.is_empty() {
        return true;
    }
    let (first, rest) = syllables.split_once(' ').unwrap_or((syllables, ""));
    let common = first
        .bytes()
        .zip(typed.bytes())
        .take_while(|(a, b)| a == b)
        .count();
    (1..=common).rev().any(|taken| reads(rest, &typed[taken..]))
}

/// What I noted about a friend for myself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FriendDetails {
    /// The name that I see instead of theirs, at most `limits::REMARK_MOST` characters; empty for
    /// none.
    pub remark: String,
    /// A note about them, at most `limits::NOTE_MOST` characters.
    pub note: String,
    /// Whether they are shown before the others in my list.
    pub is_starred: bool,
    /// `true` keeps their moments out of my feed. Nothing else changes.
    pub hides_theirs: bool,
    /// `true` hides all my moments from them, wherever they look. They still see what I write under
    /// a common friend's moment.
    pub hides_mine: bool,
    /// The tags that I put on them.
    pub tags: Vec<TagId>,
}

impl FriendDetails {
    /// The changes that turn `before` into `self`. Equal fields are left out.
    pub fn changed_from(&self, before: &Self) -> SetFriendDetailsRequest {
        let without = |tags: &[TagId], others: &[TagId]| -> Vec<TagId> {
            tags.iter()
                .copied()
                .filter(|tag| !others.contains(tag))
                .collect()
        };
        SetFriendDetailsRequest {
            remark: (self.remark != before.remark).then(|| self.remark.clone()),
            note: (self.note != before.note).then(|| self.note.clone()),
            is_starred: (self.is_starred != before.is_starred).then_some(self.is_starred),
            hides_theirs: (self.hides_theirs != before.hides_theirs).then_some(self.hides_theirs),
            hides_mine: (self.hides_mine != before.hides_mine).then_some(self.hides_mine),
            add_tags: without(&self.tags, &before.tags),
            remove_tags: without(&before.tags, &self.tags),
        }
    }
}

/// Changes of what I noted about a friend. A field that is left out stays as it is. So a client
/// with old data doesn't undo what another device has set since, such as hiding something.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SetFriendDetailsRequest {
    /// The name that I see instead of theirs, at most `limits::REMARK_MOST` characters; empty for
    /// none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remark: Option<String>,
    /// A note about them, at most `limits::NOTE_MOST` characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Whether they are shown before the others in my list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_starred: Option<bool>,
    /// `true` keeps their moments out of my feed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hides_theirs: Option<bool>,
    /// `true` hides all my moments from them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hides_mine: Option<bool>,
    /// Tags to put on them, at most `limits::TAGS_MOST`. Tags that aren't mine are ignored.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub add_tags: Vec<TagId>,
    /// Tags to take off them, at most `limits::TAGS_MOST`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remove_tags: Vec<TagId>,
}

impl SetFriendDetailsRequest {
    /// The details after these changes to `before`; the tags stay as they were.
    pub fn applied_to(&self, before: &FriendDetails) -> FriendDetails {
        let before = before.clone();
        FriendDetails {
            remark: self.remark.clone().unwrap_or(before.remark),
            note: self.note.clone().unwrap_or(before.note),
            is_starred: self.is_starred.unwrap_or(before.is_starred),
            hides_theirs: self.hides_theirs.unwrap_or(before.hides_theirs),
            hides_mine: self.hides_mine.unwrap_or(before.hides_mine),
            tags: before.tags,
        }
    }
}

impl Check for SetFriendDetailsRequest {
    fn check(&self, graphemes: Graphemes) -> Result<(), Refusal> {
        check_text(
            self.remark.as_deref().unwrap_or_default(),
            0,
            limits::REMARK_MOST,
            "remark",
            graphemes,
        )?;
        check_text(
            self.note.as_deref().unwrap_or_default(),
            0,
            limits::NOTE_MOST,
            "note",
            graphemes,
        )?;
        for (tags, field) in [
            (&self.add_tags, "add_tags"),
            (&self.remove_tags, "remove_tags"),
        ] {
            if tags.len() > limits::TAGS_MOST as usize {
                return Err(Refusal {
                    code: ErrorCode::TooManyTags,
                    field,
                });
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::PersonId;

    #[test]
    fn a_chinese_name_is_found_by_pinyin_whole_shortened_and_by_initials() {
        let person = Person {
            id: PersonId(1),
            handle: "someone_7".parse().expect("a handle"),
            display_name: "李雷".to_owned(),
            remark: "曾老师".to_owned(),
            avatar: None,
        };
        let pinyin = "zeng lao shi, li lei".to_owned();
        let friend = Friend {
            person,
            since: Timestamp(0),
            initial: 'Z',
            pinyin,
            is_starred: false,
            tags: Vec::new(),
        };
        for words in [
            "",
            "zeng",
            "zenglaoshi",
            "zeng lao",
            "zls",
            "zlaos",
            "laoshi",
            "ls",
            "老师",
            "雷",
            "lilei",
            "ll",
        ] {
            assert!(friend.is_called(words, str::to_owned), "{words}");
        }
        for words in ["eng", "zs", "zengshi", "leil", "x", "曾李"] {
            assert!(!friend.is_called(words, str::to_owned), "{words}");
        }
    }
}
