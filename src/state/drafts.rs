//! What is being written, kept in this browser until it is sent.

use leptos::prelude::*;
use life_circle_wire::audience::{Audience, Chosen};
use life_circle_wire::{MomentId, PersonId};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::outbox::Draft;
use super::session::use_session;
use super::storage;
use super::uploads::Attachment;
use crate::erased::react;

/// What is being written, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A new moment's text.
    Text,
    /// Where it is.
    Where,
    /// Its photos.
    Photos,
    /// Who can see that moment.
    Audience,
    /// Which people and tags that is about.
    Chosen,
    /// Whom it reminds to look.
    Reminded,
    /// Another text of a moment that is there.
    Change(MomentId),
    /// A comment's text under a moment.
    Comment(MomentId),
    /// The comment that it replies to.
    ReplyTo(MomentId),
}

impl Place {
    /// Drafts are one's own: whoever signs in here next must not read them.
    fn name(self, person: PersonId) -> String {
        match self {
            Self::Text => format!("draft-{person}"),
            Self::Where => format!("draft-{person}-where"),
            Self::Photos => format!("draft-{person}-photos"),
            Self::Audience => format!("draft-{person}-audience"),
            Self::Chosen => format!("draft-{person}-chosen"),
            Self::Reminded => format!("draft-{person}-reminded"),
            Self::Change(id) => format!("draft-{person}-{id}-text"),
            Self::Comment(id) => format!("draft-{person}-{id}"),
            Self::ReplyTo(id) => format!("draft-{person}-{id}-to"),
        }
    }
}

/// Puts a moment that wasn't sent back to where it was written, before what is being written there.
pub fn put_back(person: PersonId, draft: Draft) {
    let Draft::Moment { text, place, photos, audience, chosen, reminded } = draft else { return };
    let begun: String = storage::read_value(&Place::Text.name(person)).unwrap_or_default();
    let begun_photos: Vec<Attachment> = storage::read_value(&Place::Photos.name(person)).unwrap_or_default();
    // What was begun for fewer isn't shown to more by what it is joined with: for whom both are is chosen anew.
    let is_begun = !begun.is_empty() || !begun_photos.is_empty();
    let begun_for: (Audience, Chosen) = (
        storage::read_value(&Place::Audience.name(person)).unwrap_or_default(),
        storage::read_value(&Place::Chosen.name(person)).unwrap_or_default(),
    );
    let is_for_others = is_begun && begun_for != (audience, chosen.clone());
    let audience = if is_for_others { Audience::OnlyMe } else { audience };
    let text = if begun.is_empty() { text } else { format!("{text}\n{begun}") };
    storage::keep_value(&Place::Text.name(person), &text);
    storage::keep_value(&Place::Photos.name(person), &[photos, begun_photos].concat());
    if !place.is_empty() {
        storage::keep_value(&Place::Where.name(person), &place);
    }
    storage::keep_value(&Place::Audience.name(person), &audience);
    storage::keep_value(&Place::Chosen.name(person), &chosen);
    storage::keep_value(&Place::Reminded.name(person), &reminded);
}

/// What is being written at a place: as it was left, and kept as it changes.
pub fn use_draft<T>(place: Place) -> RwSignal<T>
where
    T: Clone + Default + PartialEq + Serialize + DeserializeOwned + Send + Sync + 'static,
{
    let person = use_session().me().map_or(PersonId(0), |me| me.person.id);
    let draft = RwSignal::new(storage::read_value(&place.name(person)).unwrap_or_default());
    react(move || {
        let name = place.name(person);
        draft.with(|draft| {
            if *draft == T::default() {
                storage::keep(&name, None);
            } else {
                storage::keep_value(&name, draft);
            }
        });
    });
    draft
}
