//! Texts that are being written, kept in this browser until they are sent.

use leptos::prelude::*;
use life_circle_wire::{MomentId, PersonId};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::data::session::use_session;
use crate::data::storage;
use crate::reactive::effect;

/// The slot in which a draft is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DraftSlot {
    /// The new text of a moment that has been posted.
    Change(MomentId),
    /// A comment's text under a moment.
    Comment(MomentId),
    /// The comment that the comment on this moment replies to.
    ReplyTo(MomentId),
}

impl DraftSlot {
    /// The name in the storage. It contains the person's id: somebody else who signs in here must
    /// not read the draft.
    fn name(self, person: PersonId) -> String {
        match self {
            Self::Change(id) => format!("draft-{person}-{id}-text"),
            Self::Comment(id) => format!("draft-{person}-{id}"),
            Self::ReplyTo(id) => format!("draft-{person}-{id}-to"),
        }
    }
}

/// The draft in a slot, as a signal. It starts with what is stored, and every change is stored.
pub fn use_draft<T>(slot: DraftSlot) -> RwSignal<T>
where
    T: Clone + Default + PartialEq + Serialize + DeserializeOwned + Send + Sync + 'static,
{
    let Some(me) = use_session().me() else {
        return RwSignal::new(T::default());
    };
    let name = slot.name(me.person.id);
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
