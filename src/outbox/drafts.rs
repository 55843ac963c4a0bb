//! Drafts, kept in this browser until they are sent.

use life_circle_wire::PersonId;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::data::storage;

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

/// The name in the storage. It contains the person's id: somebody else who signs in here must not
/// read the draft.
fn name(person: PersonId, draft_name: &str) -> String {
    format!("draft-{person}-{draft_name}")
}
