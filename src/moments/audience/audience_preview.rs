//! The friends who will see a moment: how many they are, as the server says.

use leptos::prelude::*;
use life_circle_wire::audience::{Audience, Chosen, PreviewAudience, PreviewRequest, ReadAudience};
use life_circle_wire::{ErrorCode, MomentId, NoArgument, NoQuery, PersonId};

use super::members::Members;
use crate::data::api::use_api;
use crate::data::load::{Load, use_load};
use crate::kit::{Dialog, Icon};
use crate::reactive::{derive, dynamic, effect, on_click};
use crate::text::parts::say_with;

/// The chosen audience of a moment, and the friends it reaches.
#[derive(Clone, Copy)]
pub struct Reach {
    /// The kind of audience that is chosen.
    pub audience: RwSignal<Audience>,
    /// The people and tags that are chosen for `Only` and `Except`.
    pub chosen: RwSignal<Chosen>,
    /// The friends who see the moment, from the server's last preview. `None` if they aren't known.
    people: RwSignal<Option<Vec<PersonId>>>,
    /// The existing moment and its saved audience. `None` if the choice isn't about one existing
    /// moment.
    now: StoredValue<Option<(MomentId, PreviewRequest)>>,
    /// `true` shows the message that somebody must be chosen.
    pub is_asking: RwSignal<bool>,
}

impl Reach {
    /// Starts with an audience. The server hasn't been asked yet whom it reaches.
    pub fn new(audience: RwSignal<Audience>, chosen: RwSignal<Chosen>) -> Self {
        let people = RwSignal::new(None);
        let is_asking = RwSignal::new(false);
        Self {
            audience,
            chosen,
            people,
            now: StoredValue::new(None),
            is_asking,
        }
    }

    /// Starts with the saved audience of an existing moment.
    pub fn of(id: MomentId, audience: Audience, chosen: Chosen) -> Self {
        let reach = Self::new(RwSignal::new(audience), RwSignal::new(chosen));
        reach.now.set_value(Some((id, untrack(|| reach.wanted()))));
        reach
    }

    /// The current choice, as a request for a preview. People and tags are left out if the audience
    /// doesn't use them.
    pub fn wanted(&self) -> PreviewRequest {
        let audience = self.audience.get();
        PreviewRequest {
            audience,
            chosen: self.chosen.with(|chosen| chosen.of(audience)),
        }
    }

    /// The existing moment, if the current choice is its saved audience. `None` otherwise.
    pub fn unchanged(&self) -> Option<MomentId> {
        let wanted = self.wanted();
        self.now.with_value(|now| {
            now.as_ref()
                .filter(|(_, now)| *now == wanted)
                .map(|(id, _)| *id)
        })
    }

    /// `true` if `Only` is chosen without any person or tag. The form then asks to choose somebody.
    pub fn asks(&self) -> bool {
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

/// A button with the number of friends who will see the moment, from the server. A tap shows who
/// they are.
#[component]
pub fn AudiencePreview(
    /// The audience to preview.
    reach: Reach,
) -> impl IntoView {
    // Each new choice draws the preview again and asks the server again. An answer to an earlier
    // choice is dropped.
    dynamic(move || {
        view! { <PreviewOf request=reach.wanted() of=reach.unchanged() people=reach.people /> }
            .into_any()
    })
}

/// With `of`, the server says who sees that existing moment now. This may differ from a preview of
/// the same audience, for example if the audience is frozen.
#[component]
fn PreviewOf(
    request: PreviewRequest,
    of: Option<MomentId>,
    people: RwSignal<Option<Vec<PersonId>>>,
) -> impl IntoView {
    let api = use_api();
    let request = StoredValue::new(request);
    let is_open = RwSignal::new(false);
    let preview = use_load(move || async move {
        match of {
            Some(id) => api.read::<ReadAudience>(&id, &NoQuery {}).await,
            None => {
                api.write::<PreviewAudience>(&NoArgument, &request.get_value(), None)
                    .await
            }
        }
    });
    let title = say_with(move |text| {
        if of.is_some() {
            text.audience.who_sees_it_now
        } else {
            text.audience.who_sees_it
        }
    });
    effect(move || {
        let named = match preview.get() {
            Load::Ready(preview) => Some(
                preview
                    .friends
                    .iter()
                    .filter(|member| member.sees)
                    .map(|member| member.person)
                    .collect(),
            ),
            _ => None,
        };
        people.set(named);
    });
    let count = say_with(move |text| match preview.get() {
        Load::Ready(preview) => {
            let friends = (text.audience.seen_by)(preview.count, preview.friends.len());
            if preview.is_open {
                format!("{friends}{}", text.audience.and_strangers)
            } else {
                friends
            }
        }
        Load::Loading => "…".to_owned(),
        Load::Failed(error) if error.is_refusal(ErrorCode::TagGone) => {
            (text.core.errors.refused)(ErrorCode::TagGone).to_owned()
        }
        Load::Failed(_) => text.audience.seen_by_unknown.to_owned(),
    });
    view! {
        <button
            type="button"
            class="choice audience-preview"
            data-kind="row"
            on:click=on_click(move || is_open.set(true))
        >
            <Icon name="eye" />
            <span>
                <strong>{title}</strong>
                <small aria-live="polite">{count}</small>
            </span>
            <Icon name="chevron-right" />
        </button>
        <Dialog is_open title=derive(move || title.get().to_owned())>
            <Members preview />
        </Dialog>
    }
}
