//! The fields of a moment that is being written, kept in this browser until it is sent.

use leptos::prelude::*;
use life_circle_wire::PersonId;
use life_circle_wire::audience::{Audience, Chosen};
use life_circle_wire::person::Person;

use crate::data::session::use_session;
use crate::data::storage;
use crate::data::uploads::Attachment;
use crate::outbox::{MomentDraft, drafts};
use crate::reactive::put;

/// What the draft in the form is called among the person's drafts.
pub const DRAFT: &str = "moment";

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
    let draft = me.map(read_draft).unwrap_or_default();
    let form = MomentForm {
        text: RwSignal::new(draft.text),
        place: RwSignal::new(draft.place),
        photos: RwSignal::new(draft.photos),
        audience: RwSignal::new(draft.audience),
        chosen: RwSignal::new(draft.chosen),
        reminded: RwSignal::new(draft.reminded),
    };
    if let Some(me) = me {
        drafts::keep_in_step(
            me,
            DRAFT,
            move || Some(form.draft()).filter(is_begun),
            move |draft| form.show(draft.unwrap_or_default()),
        );
    }
    form
}

impl MomentForm {
    /// The moment as it is written now.
    pub fn draft(&self) -> MomentDraft {
        MomentDraft {
            text: self.text.get(),
            place: self.place.get(),
            photos: self.photos.get(),
            audience: self.audience.get(),
            chosen: self.chosen.get(),
            reminded: self.reminded.get(),
        }
    }

    /// Shows a draft in all fields.
    pub fn show(&self, draft: MomentDraft) {
        put(self.text, draft.text);
        put(self.place, draft.place);
        put(self.photos, draft.photos);
        put(self.audience, draft.audience);
        put(self.chosen, draft.chosen);
        put(self.reminded, draft.reminded);
    }
}

fn read_draft(person: PersonId) -> MomentDraft {
    drafts::read(person, DRAFT).unwrap_or_else(|| take_parts(person))
}

/// Stores a moment as it is written now. An empty one isn't kept.
fn keep_draft(person: PersonId, draft: &MomentDraft) {
    drafts::keep(person, DRAFT, is_begun(draft).then_some(draft));
}

fn is_begun(draft: &MomentDraft) -> bool {
    *draft != MomentDraft::default()
}

/// The draft of a browser that kept each field by itself. They are kept together from now on.
fn take_parts(person: PersonId) -> MomentDraft {
    let of_text = format!("draft-{person}");
    let text = storage::read_value(&of_text).unwrap_or_default();
    storage::keep(&of_text, None);
    let draft = MomentDraft {
        text,
        place: drafts::take(person, "where").unwrap_or_default(),
        photos: drafts::take(person, "photos").unwrap_or_default(),
        audience: drafts::take(person, "audience").unwrap_or_default(),
        chosen: drafts::take(person, "chosen").unwrap_or_default(),
        reminded: drafts::take(person, "reminded").unwrap_or_default(),
    };
    keep_draft(person, &draft);
    draft
}
