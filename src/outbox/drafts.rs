//! Drafts, kept in this browser until they are sent.

use life_circle_wire::PersonId;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::data::storage;

/// Reads a person's draft. `what` says which one, for example `moment`. `None` if there is none.
pub fn read<T: DeserializeOwned>(person: PersonId, what: &str) -> Option<T> {
    storage::read_value(&name(person, what))
}

/// Stores a person's draft. `None` deletes it.
pub fn keep<T: Serialize>(person: PersonId, what: &str, draft: Option<&T>) {
    let name = name(person, what);
    match draft {
        Some(draft) => storage::keep_value(&name, draft),
        None => storage::keep(&name, None),
    }
}

/// Reads a person's draft, and deletes it.
pub fn take<T: DeserializeOwned>(person: PersonId, what: &str) -> Option<T> {
    let draft = read(person, what);
    storage::keep(&name(person, what), None);
    draft
}

/// The name in the storage. It contains the person's id: somebody else who signs in here must not
/// read the draft.
fn name(person: PersonId, what: &str) -> String {
    format!("draft-{person}-{what}")
}
