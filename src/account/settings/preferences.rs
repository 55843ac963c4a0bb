//! Language and theme: chosen here, else the browser's.

use leptos::prelude::*;

use crate::data::storage;
use crate::reactive::effect;
use crate::text::{Language, provide_language};

/// Light, dark, or as the system has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// As the system has it.
    Auto,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Theme {
    const fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// What this person chose in this browser.
#[derive(Clone, Copy)]
pub struct Preferences {
    /// The language of the page.
    pub language: RwSignal<Language>,
    /// The colours of the page.
    pub theme: RwSignal<Theme>,
}

/// Makes the choices available, keeps them, and sets them on the document.
pub fn provide_preferences() {
    let language = storage::read("language").and_then(|code| Language::from_code(&code));
    let language = RwSignal::new(language.unwrap_or_else(browser_language));
    let theme = match storage::read("theme").as_deref() {
        Some("light") => Theme::Light,
        Some("dark") => Theme::Dark,
        _ => Theme::Auto,
    };
    let theme = RwSignal::new(theme);
    // What nobody chose isn't kept: the browser's own choice may change.
    let mut last_language = language.get_untracked();
    let mut last_theme = theme.get_untracked();
    effect(move || {
        let language = language.get();
        set_on_document("lang", language.code());
        if language != last_language {
            storage::keep("language", Some(language.code()));
            last_language = language;
        }
    });
    effect(move || {
        let theme = theme.get();
        set_on_document("data-theme", theme.name());
        if theme != last_theme {
            storage::keep("theme", Some(theme.name()));
            last_theme = theme;
        }
    });
    provide_language(language.into());
    provide_context(Preferences { language, theme });
}

fn set_on_document(name: &str, value: &str) {
    if let Some(root) = document().document_element() {
        root.set_attribute(name, value).ok();
    }
}

/// The [`Preferences`] from the context.
pub fn use_preferences() -> Preferences {
    expect_context()
}

fn browser_language() -> Language {
    let languages = window().navigator().languages();
    let known = languages
        .iter()
        .find_map(|code| Language::from_code(&code.as_string()?));
    known.unwrap_or(Language::English)
}
