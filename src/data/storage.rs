//! The browser's `localStorage`: choices, drafts, and outgoing moments and comments.

pub mod locks;

use leptos::prelude::window;
use serde::Serialize;
use serde::de::DeserializeOwned;
use web_sys::Storage;

use super::api::json;

/// Reads what was kept under a name.
pub fn read(name: &str) -> Option<String> {
    storage()?.get_item(name).ok()?
}

/// Stores a text; `None` deletes it. If the browser stores nothing, the text is lost when the page
/// is closed.
pub fn keep(name: &str, text: Option<&str>) {
    let Some(storage) = storage() else { return };
    let kept = match text {
        Some(text) => storage.set_item(name, text),
        None => storage.remove_item(name),
    };
    if kept.is_err() {
        leptos::logging::warn!("this browser does not keep {name}");
    }
}

/// Reads a stored value. `None` also if another version of the page stored it and this one can't
/// read it.
pub fn read_value<T: DeserializeOwned>(name: &str) -> Option<T> {
    json::parse(&read(name)?).ok()
}

/// Keeps a value.
pub fn keep_value<T: Serialize>(name: &str, value: &T) {
    keep(name, json::write(value).ok().as_deref());
}

/// The stored names that begin with this prefix.
pub fn names(prefix: &str) -> Vec<String> {
    let Some(storage) = storage() else {
        return Vec::new();
    };
    let count = storage.length().unwrap_or(0);
    let names = (0..count).filter_map(|index| storage.key(index).ok().flatten());
    names.filter(|name| name.starts_with(prefix)).collect()
}

fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}
