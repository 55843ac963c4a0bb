//! The Back button of a screen that another screen leads to.

use leptos::prelude::*;

use crate::kit::Icon;
use crate::reactive::on_click;
use crate::routing::Route;
use crate::routing::navigator::use_navigator;
use crate::text::say;

/// A button that does what the browser's Back does.
#[component]
pub fn BackButton(
    /// The route to open if the history has no earlier screen of this app.
    otherwise: Route,
) -> impl IntoView {
    let navigator = use_navigator();
    view! {
        <button
            type="button"
            class="icon-button"
            aria-label=say(|text| text.common.back)
            on:click=on_click(move || navigator.back_or(otherwise.clone()))
        >
            <Icon name="arrow-left" />
        </button>
    }
}
