//! What is being written, kept in this browser until it is sent.

use leptos::prelude::*;
use life_circle_wire::{MomentId, PersonId};

use super::session::use_session;
use super::storage;
use crate::erased::react;

/// Where something is being written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A new moment.
    Composer,
    /// A comment under a moment.
    Comment(MomentId),
}

impl Place {
    /// Drafts are one's own: whoever signs in here next must not read them.
    fn name(self, person: PersonId) -> String {
        match self {
            Self::Composer => format!("draft-{person}"),
            Self::Comment(id) => format!("draft-{person}-{id}"),
        }
    }
}

/// The text being written at a place: as it was left, and kept as it changes.
pub fn use_draft(place: Place) -> RwSignal<String> {
    let person = use_session().me().map_or(PersonId(0), |me| me.person.id);
    let text = RwSignal::new(storage::read(&place.name(person)).unwrap_or_default());
    react(move || {
        let text = text.get();
        storage::keep(&place.name(person), Some(text.as_str()).filter(|text| !text.is_empty()));
    });
    text
}
