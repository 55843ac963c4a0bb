//! Every visible string. If a language lacks a string, the page doesn't compile. The file is long
//! because each string has its line.

mod chinese;
mod english;
pub mod later;

use chinese::CHINESE;
use english::ENGLISH;
use leptos::prelude::*;
use life_circle_wire::ErrorCode;
use life_circle_wire::audience::Audience;
use wasm_bindgen::JsCast as _;

use crate::reactive::derive;

/// A language of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// The English language.
    English,
    /// Simplified Chinese (简体中文).
    Chinese,
}

impl Language {
    /// All languages of the page.
    pub const ALL: [Self; 2] = [Self::Chinese, Self::English];

    /// The code that browsers know it by.
    pub const fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Chinese => "zh-CN",
        }
    }

    /// Its own name for itself.
    pub const fn name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Chinese => "简体中文",
        }
    }

    /// The language of a browser's code, as `zh-Hant-TW`.
    pub fn from_code(code: &str) -> Option<Self> {
        match code.get(..2) {
            Some("en") => Some(Self::English),
            Some("zh") => Some(Self::Chinese),
            _ => None,
        }
    }

    /// The strings in this language that are loaded with the first screen.
    pub const fn text(self) -> &'static Text {
        match self {
            Self::English => &ENGLISH,
            Self::Chinese => &CHINESE,
        }
    }
}

#[derive(Clone, Copy)]
struct CurrentLanguage(Signal<Language>);

/// Makes the language available.
pub fn provide_language(language: Signal<Language>) {
    provide_context(CurrentLanguage(language));
}

/// The language that is shown.
pub fn use_language() -> Signal<Language> {
    expect_context::<CurrentLanguage>().0
}

impl Text {
    /// What an audience is called.
    pub const fn of_audience(&self, audience: Audience) -> &'static str {
        match audience {
            Audience::Friends => self.audience_friends,
            Audience::Only => self.audience_some,
            Audience::Except => self.audience_others,
            Audience::OnlyMe => self.audience_only_me,
        }
    }
}

/// A string in the current language, which follows changes of the language: `{say(|text|
/// text.like)}`.
///
/// `pick` is a plain function: for each closure, a separate copy of the code would be compiled.
pub fn say(pick: fn(&'static Text) -> &'static str) -> Signal<&'static str> {
    say_with(pick)
}

/// Like [`say`], for text that depends on more than the language.
pub fn say_with<T: Send + Sync + 'static>(
    pick: impl Fn(&'static Text) -> T + Send + Sync + 'static,
) -> Signal<T> {
    let language = use_language();
    derive(move || pick(language.get().text()))
}

/// The strings of a language that are loaded with the first screen; [`later::LaterText`] has the
/// others. Strings with variable parts are functions.
pub struct Text {
    pub app_name: &'static str,
    pub back: &'static str,
    pub skip_to_content: &'static str,
    pub navigation: &'static str,
    pub home: &'static str,
    pub friends: &'static str,
    pub circle: &'static str,
    pub me: &'static str,
    pub not_found_title: &'static str,
    pub not_found_message: &'static str,
    pub go_home: &'static str,
    pub promise_chronological: &'static str,
    pub share: &'static str,
    pub edited: &'static str,
    pub reminded: fn(&str) -> String,
    pub you: &'static str,
    pub open_photo: fn(usize, usize) -> String,
    pub audience: &'static str,
    pub audience_friends: &'static str,
    pub audience_some: &'static str,
    pub audience_others: &'static str,
    pub audience_only_me: &'static str,
    pub old_moments: &'static str,
    pub characters_over: fn(usize) -> String,
    pub cancel: &'static str,
    pub close: &'static str,
    pub full_text: &'static str,
    pub less_text: &'static str,
    pub like: &'static str,
    pub liked: &'static str,
    pub like_count: fn(u32) -> String,
    /// Arguments: how many likers aren't named, and how many there are in all.
    pub likes_more: fn(u32, u32) -> String,
    pub name_separator: &'static str,
    pub colon: &'static str,
    pub new_mark: &'static str,
    pub like_failed: &'static str,
    pub like_failed_offline: &'static str,
    pub comment: &'static str,
    pub all_comments: fn(u32) -> String,
    pub comment_placeholder: &'static str,
    /// Arguments: how many people will see a comment, whether that number is exact, and whether
    /// strangers will see it, too.
    pub comment_reach: fn(u32, bool, bool) -> String,
    pub reply: &'static str,
    pub reply_to: fn(&str) -> String,
    pub replied_to: &'static str,
    pub reply_placeholder: fn(&str) -> String,
    pub send: &'static str,
    pub delete: &'static str,
    pub delete_comment_of: fn(&str) -> String,
    pub comment_deleted: &'static str,
    pub moment_deleted: &'static str,
    pub undo: &'static str,
    pub delete_failed: &'static str,
    pub undo_failed: &'static str,
    pub sending: &'static str,
    pub waiting_to_send: &'static str,
    pub trying_again: &'static str,
    pub not_sent: &'static str,
    pub retry: &'static str,
    pub edit: &'static str,
    pub discard: &'static str,
    pub seen_everything_since: fn(&str) -> String,
    pub end_of_feed: &'static str,
    pub end_of_list: &'static str,
    pub feed_empty_title: &'static str,
    pub feed_empty_message: &'static str,
    pub my_moments: &'static str,
    pub newest_moments: &'static str,
    pub see_all_moments: &'static str,
    pub notifications: &'static str,
    pub find_people: &'static str,
    pub delete_sure: &'static str,
    pub just_now: &'static str,
    pub add_friend: &'static str,
    pub share_prompt: &'static str,
    pub new_moment: &'static str,
    pub unread_count: fn(u32) -> String,
    pub request_count: fn(u32) -> String,
    pub mute: &'static str,
    pub unmute: &'static str,
    pub action_failed: &'static str,
    pub shortcuts: &'static str,
    pub loading: &'static str,
    pub try_again: &'static str,
    pub you_are_offline: &'static str,
    pub you_are_behind: &'static str,
    pub unreachable: fn(&str) -> String,
    pub unreachable_title: &'static str,
    pub malformed: fn(&str) -> String,
    pub error_offline: &'static str,
    pub error_signed_out: &'static str,
    pub error_malformed: &'static str,
    pub dismiss: &'static str,
    /// What the API's codes mean to a person.
    pub error: fn(ErrorCode) -> &'static str,
}

/// Counts characters as people do, by the browser's own rules.
pub fn graphemes(text: &str) -> usize {
    let count = || -> Option<usize> {
        let segmenter = js_sys::Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
        let segmenter = js_sys::Reflect::get(&segmenter, &"Segmenter".into()).ok()?;
        let segmenter = js_sys::Reflect::construct(
            segmenter.dyn_ref::<js_sys::Function>()?,
            &js_sys::Array::new(),
        )
        .ok()?;
        let segment: js_sys::Function = js_sys::Reflect::get(&segmenter, &"segment".into())
            .ok()?
            .dyn_into()
            .ok()?;
        let segments = segment.call1(&segmenter, &text.into()).ok()?;
        Some(js_sys::Array::from(&segments).length() as usize)
    };
    // ASCII needs no rules; a browser without them counts a little too many.
    if text.is_ascii() {
        text.len()
    } else {
        count().unwrap_or_else(|| text.chars().count())
    }
}
