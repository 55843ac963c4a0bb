//! What is being written, kept in this browser until it is sent.

use leptos::prelude::*;
use life_circle_wire::MomentId;

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
    fn name(self) -> String {
        match self {
            Self::Composer => "draft".to_owned(),
            Self::Comment(id) => format!("draft-{id}"),
        }
    }
}

/// The text being written at a place: as it was left, and kept as it changes.
pub fn use_draft(place: Place) -> RwSignal<String> {
    let text = RwSignal::new(storage::read(&place.name()).unwrap_or_default());
    react(move || {
        let text = text.get();
        storage::keep(&place.name(), Some(text.as_str()).filter(|text| !text.is_empty()));
    });
    text
}
