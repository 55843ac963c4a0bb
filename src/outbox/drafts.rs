//! Drafts, kept in this browser until they are sent.

use leptos::prelude::*;
use life_circle_wire::PersonId;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::data::api::json;
use crate::data::storage;
use crate::reactive::{effect, on_window_event};

/// Keeps a draft of a person while it is being written: stores each change, and takes over what the
/// same person writes in another tab. `written` returns the draft, `None` if it is empty. `show`
/// gets the other tab's.
pub fn keep_in_step<T: Serialize + DeserializeOwned>(
    person: PersonId,
    draft_name: &str,
    written: impl Fn() -> Option<T> + 'static,
    show: impl Fn(Option<T>) + 'static,
) {
    let name = name(person, draft_name);
    let known = StoredValue::new(storage::read(&name));
    let kept_as = name.clone();
    effect(move || {
        let json = written().and_then(|draft| json::write(&draft).ok());
        // What was taken over isn't stored again: the other tab may have written on since.
        if json != known.get_value() {
            storage::keep(&kept_as, json.as_deref());
            // What couldn't be stored stays here.
            known.set_value(storage::read(&kept_as));
        }
    });
    let compare = move || {
        let stored = storage::read(&name);
        if stored != known.get_value() {
            known.set_value(stored.clone());
            // What another version of the page has stored may be of another form.
            if let Ok(draft) = stored.map(|json| json::parse(&json)).transpose() {
                show(draft);
            }
        }
    };
    let compare = std::rc::Rc::new(compare);
    // A tab that was frozen has missed what the others stored.
    for event in ["storage", "visibilitychange", "pageshow"] {
        let compare = compare.clone();
        on_window_event(event, move || compare());
    }
}

/// Reads a person's draft. `draft_name` says which draft, for example `moment`. `None` if there is
/// none.
pub fn read<T: DeserializeOwned>(person: PersonId, draft_name: &str) -> Option<T> {
    storage::read_value(&name(person, draft_name))
}

/// Stores a person's draft. `None` deletes it.
pub fn keep<T: Serialize>(person: PersonId, draft_name: &str, draft: Option<&T>) {
    let name = name(person, draft_name);
    match draft {
        Some(draft) => storage::keep_value(&name, draft),
        None => storage::keep(&name, None),
    }
}

/// Reads a person's draft, and deletes it.
pub fn take<T: DeserializeOwned>(person: PersonId, draft_name: &str) -> Option<T> {
    let draft = read(person, draft_name);
    storage::keep(&name(person, draft_name), None);
    draft
}

/// The person's drafts whose names begin like this, with their names.
pub fn all<T: DeserializeOwned>(person: PersonId, beginning: &str) -> Vec<(String, T)> {
    let before = name(person, "");
    let read = |stored: String| {
        let draft_name = stored.strip_prefix(&before)?;
        Some((draft_name.to_owned(), read(person, draft_name)?))
    };
    storage::names(&name(person, beginning))
        .into_iter()
        .filter_map(read)
        .collect()
}

/// The names in the storage of all drafts of a person.
pub fn names(person: PersonId) -> Vec<String> {
    storage::names(&name(person, ""))
}

/// The name in the storage. It contains the person's id: somebody else who signs in here must not
/// read the draft.
fn name(person: PersonId, draft_name: &str) -> String {
    format!("draft-{person}-{draft_name}")
}
