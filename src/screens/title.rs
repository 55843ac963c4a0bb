//! The title of the browser's tab.

use leptos::prelude::*;

use crate::erased::react;
use crate::text::{Text, use_language};

/// Titles the page for as long as this screen is shown.
pub fn use_title(title: impl Fn(&'static Text) -> String + 'static) {
    let language = use_language();
    react(move || {
        let text = language.get().text();
        let title = title(text);
        document().set_title(&if title == text.app_name { title } else { format!("{title} · {}", text.app_name) });
    });
}
