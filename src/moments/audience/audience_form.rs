//! The state of a form in which the audience of moments is chosen.

use leptos::prelude::*;
use life_circle_wire::audience::{Audience, Chosen, PreviewRequest};
use life_circle_wire::{MomentId, PersonId};

/// The chosen audience, and the friends it reaches.
#[derive(Clone, Copy)]
pub struct AudienceForm {
    /// The kind of audience that is chosen.
    pub audience: RwSignal<Audience>,
    /// The people and tags that are chosen for `Only` and `Except`.
    pub chosen: RwSignal<Chosen>,
    /// The friends who see the moment, from the server's last preview. `None` if they aren't known.
    pub(super) people: RwSignal<Option<Vec<PersonId>>>,
    /// The existing moment and its saved audience. `None` if the choice isn't about one existing
    /// moment.
    saved: StoredValue<Option<(MomentId, PreviewRequest)>>,
    /// `true` shows the message that somebody must be chosen.
    pub is_asking: RwSignal<bool>,
}

impl AudienceForm {
    /// Starts with an audience. The server hasn't been asked yet whom it reaches.
    pub fn new(audience: RwSignal<Audience>, chosen: RwSignal<Chosen>) -> Self {
        Self {
            audience,
            chosen,
            people: RwSignal::new(None),
            saved: StoredValue::new(None),
            is_asking: RwSignal::new(false),
        }
    }

    /// Starts with the saved audience of an existing moment.
    pub fn for_moment(id: MomentId, audience: Audience, chosen: Chosen) -> Self {
        let form = Self::new(RwSignal::new(audience), RwSignal::new(chosen));
        form.saved.set_value(Some((id, untrack(|| form.request()))));
        form
    }

    /// The current choice, as a request for a preview. People and tags are left out if the audience
    /// doesn't use them.
    pub fn request(&self) -> PreviewRequest {
        let audience = self.audience.get();
        PreviewRequest {
            audience,
            chosen: self.chosen.with(|chosen| chosen.of(audience)),
        }
    }

    /// The existing moment, if the current choice is its saved audience. `None` otherwise.
    pub fn moment_if_unchanged(&self) -> Option<MomentId> {
        let request = self.request();
        self.saved.with_value(|saved| {
            saved
                .as_ref()
                .filter(|(_, saved)| *saved == request)
                .map(|(id, _)| *id)
        })
    }

    /// Asks to choose somebody if `Only` is chosen without any person or tag. `true` if it asks.
    pub fn ask_if_nobody(&self) -> bool {
        let is_nobody = self.audience.get_untracked() == Audience::Only
            && self.chosen.with_untracked(Chosen::names_nobody);
        self.is_asking.set(is_nobody);
        is_nobody
    }

    /// `true` if the server has said which friends see the moment.
    pub fn is_known(&self) -> bool {
        self.people.with(Option::is_some)
    }

    /// Whether a friend will see the moment. While the server hasn't said so, `true` only if the
    /// audience is all friends.
    pub fn includes(&self, person: PersonId) -> bool {
        let audience = self.audience.get();
        self.people.with(|people| match people {
            _ if audience == Audience::OnlyMe => false,
            Some(people) => people.contains(&person),
            None => audience == Audience::Friends,
        })
    }
}
