//! The title of the browser's tab.

use leptos::prelude::*;

use crate::moments::feed::lists::try_use_lists;
use crate::reactive::react;
use crate::text::{Text, use_language};

/// Sets the tab's title while this screen is shown. The number of unread notifications comes before
/// it, the app's name after it.
pub fn use_title(title: impl Fn(&'static Text) -> String + 'static) {
    let (language, lists) = (use_language(), try_use_lists());
    react(move || {
        let unread = lists
            .and_then(|lists| Some(lists.status.get()?.unread))
            .unwrap_or(0);
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
