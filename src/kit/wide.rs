//! Whether the screen has room for a second column.

use leptos::prelude::*;

use crate::reactive::{derive, on_window_event};

/// The width from which `style/shell.css` shows the side column.
const WIDE: &str = "(width >= 68rem)";

/// Whether the screen has room for a second column now, as a signal.
pub fn use_is_wide() -> Signal<bool> {
    let is_wide = RwSignal::new(matches_now());
    on_window_event("resize", move || {
        if is_wide.get_untracked() != matches_now() {
            is_wide.set(matches_now());
        }
    });
    derive(move || is_wide.get())
}

fn matches_now() -> bool {
    window()
        .match_media(WIDE)
        .ok()
        .flatten()
        .is_some_and(|query| query.matches())
}
