//! Small things that this browser keeps: choices and what is being written.

use leptos::prelude::window;

/// Reads what was kept under a name.
pub fn read(name: &str) -> Option<String> {
    window().local_storage().ok()??.get_item(name).ok()?
}

/// Keeps a text, or forgets it when there is none. A browser that keeps nothing forgets when the page is closed.
pub fn keep(name: &str, text: Option<&str>) {
    let Some(storage) = window().local_storage().ok().flatten() else { return };
    let kept = match text {
        Some(text) => storage.set_item(name, text),
        None => storage.remove_item(name),
    };
    if kept.is_err() {
        leptos::logging::warn!("this browser does not keep {name}");
    }
}
