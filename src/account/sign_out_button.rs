//! The button that signs this device out.

use leptos::prelude::*;

use crate::data::session::use_session;
use crate::data::toasts::use_toasts;
use crate::kit::Icon;
use crate::reactive::{on_click, spawn_local};
use crate::text::parts;
use crate::text::parts::say;

/// A button that signs this device out. It then loads a new page, so that this tab forgets what it
/// has read.
#[component]
pub fn SignOutButton() -> impl IntoView {
    let session = use_session();
    let toasts = use_toasts();
    let is_busy = RwSignal::new(false);
    let sign_out = on_click(move || {
        is_busy.set(true);
        spawn_local(async move {
            if session.sign_out().await.is_ok() {
                // Load a new page: no data of this person stays in memory for the next person.
                window().location().assign("/sign-in").ok();
            } else {
                toasts.say(|language| parts::of(language).account.sign_out_failed);
                is_busy.set(false);
            }
        });
    });
    view! {
        <button type="button" class="button" disabled=is_busy on:click=sign_out>
            <Icon name="log-out" />
            {say(|text| text.account.sign_out)}
        </button>
    }
}
