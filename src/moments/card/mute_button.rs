//! The button that turns notifications about one moment off and on.

use leptos::prelude::*;
use life_circle_wire::MomentId;
use life_circle_wire::notifications::{SetMuted, SetMutedRequest};

use crate::data::api::use_api;
use crate::data::failures::use_failures;
use crate::kit::tap;
use crate::moments::store::use_entities;
use crate::reactive::{derive, spawn};
use crate::text::say_with;

/// Mutes a moment, or unmutes it.
#[component]
pub fn MuteButton(
    /// The moment to mute.
    id: MomentId,
) -> impl IntoView {
    let (api, entities, failures) = (use_api(), use_entities(), use_failures());
    let moment = entities.get(id).map(|entity| entity.moment);
    let is_muted = derive(move || {
        moment
            .as_ref()
            .is_some_and(|moment| moment.with(|moment| moment.is_muted))
    });
    let toggle = tap(move || {
        let muted = !is_muted.get_untracked();
        spawn(async move {
            match api
                .write::<SetMuted>(&id, &SetMutedRequest { muted }, None)
                .await
            {
                Ok(_) => entities.set_muted(id, muted),
                Err(error) => failures.tell(error),
            }
        });
    });
    view! {
        <button
            type="button"
            class="link-button"
            aria-pressed=derive(move || is_muted.get().to_string())
            on:click=toggle
        >
            {say_with(move |text| {
                if is_muted.get() { text.moments.unmute } else { text.moments.mute }
            })}
        </button>
    }
}
