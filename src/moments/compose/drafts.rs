//! Texts that are being written, kept in this browser until they are sent.

use leptos::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::data::session::use_session;
use crate::data::storage;
use crate::reactive::effect;

/// The draft under a name, as a signal. It starts with what is stored, and every change is stored.
/// The name in the storage also contains the person's id: somebody else who signs in here must not
/// read the draft.
pub fn use_draft<T>(name: &str) -> RwSignal<T>
where
    T: Clone + Default + PartialEq + Serialize + DeserializeOwned + Send + Sync + 'static,
{
    let Some(me) = use_session().me() else {
        return RwSignal::new(T::default());
    };
    let name = format!("draft-{}-{name}", me.person.id);
    let draft = RwSignal::new(storage::read_value(&name).unwrap_or_default());
    effect(move || draft.with(|draft| keep(&name, draft)));
    draft
}

/// Stores a draft. An empty one isn't kept.
pub fn keep<T: Default + PartialEq + Serialize>(name: &str, draft: &T) {
    if *draft == T::default() {
        storage::keep(name, None);
    } else {
        storage::keep_value(name, draft);
    }
}
