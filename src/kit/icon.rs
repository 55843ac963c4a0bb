//! A picture from the sprite in `index.html`, drawn in the colour of the text around it.

use leptos::prelude::*;

/// An icon; decoration, so what it means stands beside it or in its button's label.
#[component]
pub fn Icon(
    /// The name of the lucide icon: `cargo xtask icons` puts those that are used here into the sprite.
    name: &'static str,
) -> impl IntoView {
    view! {
        <svg class="icon" aria-hidden="true">
            <use href=format!("#icon-{name}")></use>
        </svg>
    }
}
