//! The friends who will see a moment: how many they are, as the server says.

use leptos::prelude::*;
use life_circle_wire::audience::{PreviewAudience, PreviewRequest, ReadAudience};
use life_circle_wire::{MomentId, NoArgument, NoQuery, PersonId};

use super::audience_form::AudienceForm;
use super::members::Members;
use crate::data::api::use_api;
use crate::data::error_note::error_text;
use crate::data::load::{Load, use_load};
use crate::kit::{Dialog, Icon};
use crate::reactive::{derive, dynamic, effect, on_click};
use crate::text::parts::say_with;

/// A button with the number of friends who will see the moment, from the server. A tap shows who
/// they are.
#[component]
pub fn AudiencePreview(
    /// The form with the audience to preview.
    form: AudienceForm,
) -> impl IntoView {
    // Each new choice draws the preview again and asks the server again. An answer to an earlier
    // choice is dropped.
    dynamic(move || {
        let request = form.request();
        let of = form.moment_if_unchanged();
        view! { <PreviewOf request of people=form.people /> }.into_any()
    })
}

/// With `of`, the server says who sees that existing moment now. This may differ from a preview of
/// the same audience, for example if the audience is frozen.
#[component]
fn PreviewOf(
    /// The audience to preview.
    request: PreviewRequest,
    /// An existing moment that has this audience. `None` if the audience is a new choice.
    of: Option<MomentId>,
    /// The friends who will see the moment, as the server says; `None` while they aren't known.
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
        Load::Failed(error) => error_text(&error, text).to_owned(),
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
