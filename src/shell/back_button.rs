//! The way back from a screen that another one led to.

use leptos::prelude::*;

use crate::kit::{Icon, tap};
use crate::routing::Route;
use crate::routing::navigator::use_navigator;
use crate::text::say;

/// A button that does what the browser's Back does.
#[component]
pub fn BackButton(
    /// Where it leads if nothing of this page stands behind.
    otherwise: Route,
) -> impl IntoView {
    let navigator = use_navigator();
    view! {
        <button type="button" class="icon-button" aria-label=say(|text| text.back) on:click=tap(move || navigator.back_or(otherwise.clone()))>
            <Icon name="arrow-left" />
        </button>
    }
}
