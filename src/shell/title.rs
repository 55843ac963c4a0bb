//! The title of the browser's tab.

use leptos::prelude::*;

use crate::data::waiting::use_waiting;
use crate::reactive::effect;
use crate::text::{Text, use_language};

/// Sets the tab's title while this screen is shown. The number of unread notifications comes before
/// it, the app's name after it.
pub fn use_title(title: impl Fn(&'static Text) -> String + 'static) {
    let language = use_language();
    let waiting = use_waiting();
    effect(move || {
        let unread = waiting.status.get().map_or(0, |status| status.unread);
        let text = language.get().text();
        let title = title(text);
        let badge = if unread > 0 {
            format!("({unread}) ")
        } else {
            String::new()
        };
        let title = if title == text.common.app_name {
            title
        } else {
            format!("{title} · {}", text.common.app_name)
        };
        document().set_title(&(badge + &title));
    });
}
