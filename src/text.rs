//! Every visible string. If a language lacks a string, the page doesn't compile.

mod common;
pub mod errors;
mod inbox;
mod moments;
pub mod parts;
mod shell;
#[cfg(test)]
mod words;

use leptos::prelude::*;
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
            Audience::Friends => self.moments.audience_friends,
            Audience::Only => self.moments.audience_some,
            Audience::Except => self.moments.audience_others,
            Audience::OnlyMe => self.moments.audience_only_me,
        }
    }

    /// Joins names, for example to "Li Lei, Fang".
    pub fn join_names(&self, names: impl Iterator<Item = String>) -> String {
        let names: Vec<String> = names.map(|name| isolate(&name)).collect();
        names.join(self.common.name_separator)
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

/// A text about a name, for example the label of a button for screen readers.
pub fn say_of(
    name: Signal<String>,
    pick: fn(&'static Text) -> fn(&str) -> String,
) -> Signal<String> {
    say_with(move |text| name.with(|name| pick(text)(&isolate(name))))
}

/// A name for the middle of a sentence. If it has letters that are written from right to left, it
/// is kept apart, or it would turn the signs next to it around.
pub fn isolate(name: &str) -> String {
    let is_rtl = |c: char| {
        matches!(
            c,
            '\u{590}'..='\u{8ff}'
                | '\u{fb1d}'..='\u{fefc}'
                | '\u{10800}'..='\u{10fff}'
                | '\u{1e800}'..='\u{1efff}'
        )
    };
    if name.contains(is_rtl) {
        format!("\u{2068}{name}\u{2069}")
    } else {
        name.to_owned()
    }
}

/// The strings of a language that are loaded with the first screen; [`parts::PartsText`] has the
/// others. Strings with variable parts are functions.
pub struct Text {
    /// Words that several domains share.
    pub common: common::CommonText,
    /// The frame, and the screens shown when nothing else can be.
    pub shell: shell::ShellText,
    /// What an error means to a person.
    pub errors: errors::ErrorsText,
    /// Moments on cards and in the feed, with likes and comments.
    pub moments: moments::MomentsText,
    /// The counts of what is unread.
    pub inbox: inbox::InboxText,
}

/// The strings in English.
static ENGLISH: Text = Text {
    common: common::ENGLISH,
    shell: shell::ENGLISH,
    errors: errors::ENGLISH,
    moments: moments::ENGLISH,
    inbox: inbox::ENGLISH,
};

/// The strings in Chinese.
static CHINESE: Text = Text {
    common: common::CHINESE,
    shell: shell::CHINESE,
    errors: errors::CHINESE,
    moments: moments::CHINESE,
    inbox: inbox::CHINESE,
};

/// A text in the form in which texts are compared, by the browser's own rules.
pub fn fold(text: &str) -> String {
    life_circle_wire::fold(text, nfkc)
}

/// The Unicode form NFKC of a text.
pub fn nfkc(text: &str) -> String {
    js_sys::JsString::from(text).normalize("NFKC").into()
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
