//! The fields of a moment that is being written, kept in this browser until it is sent.

use leptos::prelude::*;
use life_circle_wire::PersonId;
use life_circle_wire::audience::{Audience, Chosen};
use life_circle_wire::person::Person;
use serde::de::DeserializeOwned;

use super::drafts::keep;
use crate::data::session::use_session;
use crate::data::storage;
use crate::data::uploads::Attachment;
use crate::outbox::MomentDraft;
use crate::reactive::effect;

/// The fields of the form. Every change is stored.
#[derive(Clone, Copy)]
pub struct MomentForm {
    /// The text of the moment.
    pub text: RwSignal<String>,
    /// The place that the moment names.
    pub place: RwSignal<String>,
    /// The photos of the moment.
    pub photos: RwSignal<Vec<Attachment>>,
    /// The people who can see the moment.
    pub audience: RwSignal<Audience>,
    /// The people and tags that the audience is about.
    pub chosen: RwSignal<Chosen>,
    /// The friends who are reminded to look at the moment.
    pub reminded: RwSignal<Vec<Person>>,
}

/// The form with the draft that this browser keeps.
pub fn use_moment_form() -> MomentForm {
    let me = use_session().me().map(|me| me.person.id);
    let draft = me.map(read).unwrap_or_default();
    let form = MomentForm {
        text: RwSignal::new(draft.text),
        place: RwSignal::new(draft.place),
        photos: RwSignal::new(draft.photos),
        audience: RwSignal::new(draft.audience),
        chosen: RwSignal::new(draft.chosen),
        reminded: RwSignal::new(draft.reminded),
    };
    effect(move || {
        let draft = form.read();
        if let Some(me) = me {
            keep(&name(me), &draft);
        }
    });
    form
}

impl MomentForm {
    /// The moment as it is written now.
    pub fn read(&self) -> MomentDraft {
        MomentDraft {
            text: self.text.get(),
            place: self.place.get(),
            photos: self.photos.get(),
            audience: self.audience.get(),
            chosen: self.chosen.get(),
            reminded: self.reminded.get(),
        }
    }

    /// Empties all fields.
    pub fn clear(&self) {
        let empty = MomentDraft::default();
        self.text.set(empty.text);
        self.place.set(empty.place);
        self.photos.set(empty.photos);
        self.audience.set(empty.audience);
        self.chosen.set(empty.chosen);
        self.reminded.set(empty.reminded);
    }
}

/// Merges a moment that wasn't sent into the draft; its text goes before the text that was begun
/// there. `true` if their audiences differ: the audience must then be chosen again.
pub fn put_back(person: PersonId, unsent: MomentDraft) -> bool {
    let (merged, are_for_others) = unsent.merged_with(read(person));
    keep(&name(person), &merged);
    are_for_others
}

/// The name in the storage. It contains the person's id: somebody else who signs in here must not
/// read the draft.
fn name(person: PersonId) -> String {
    format!("draft-{person}-moment")
}

fn read(person: PersonId) -> MomentDraft {
    storage::read_value(&name(person)).unwrap_or_else(|| take_parts(person))
}

/// The draft of a browser that kept each field by itself. They are kept together from now on.
fn take_parts(person: PersonId) -> MomentDraft {
    fn take<T: Default + DeserializeOwned>(name: &str) -> T {
        let value = storage::read_value(name).unwrap_or_default();
        storage::keep(name, None);
        value
    }
    let part = format!("draft-{person}");
    let draft = MomentDraft {
        text: take(&part),
        place: take(&format!("{part}-where")),
        photos: take(&format!("{part}-photos")),
        audience: take(&format!("{part}-audience")),
        chosen: take(&format!("{part}-chosen")),
        reminded: take(&format!("{part}-reminded")),
    };
    keep(&name(person), &draft);
    draft
}
