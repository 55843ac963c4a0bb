//! The button that turns notifications about one moment off and on.

use leptos::prelude::*;
use life_circle_wire::MomentId;
use life_circle_wire::notifications::{SetMomentMuted, SetMomentMutedRequest};

use crate::data::action::use_action;
use crate::moments::store::use_moments;
use crate::reactive::{derive, on_click};
use crate::text::say_with;

/// Mutes a moment, or unmutes it.
#[component]
pub fn MuteButton(
    /// The moment to mute.
    id: MomentId,
) -> impl IntoView {
    let muting = use_action();
    let moments = use_moments();
    let is_muted = moments.follow(id, |moment| moment.is_muted);
    let toggle = on_click(move || {
        let muted = !is_muted.get_untracked();
        let request = SetMomentMutedRequest { muted };
        muting.send::<SetMomentMuted>(id, request, move |_| moments.set_muted(id, muted));
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
