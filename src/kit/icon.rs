//! A picture from the sprite in `index.html`, drawn in the colour of the text around it.

use leptos::prelude::*;

/// An icon. It is hidden from screen readers: the text next to it, or the label of its button, says
/// what it means.
#[component]
pub fn Icon(
    /// The name of the lucide icon: `cargo xtask icons` puts those that are used here into the
    /// sprite.
    name: &'static str,
) -> impl IntoView {
    view! {
        <svg class="icon" aria-hidden="true">
            <use href=format!("#icon-{name}")></use>
        </svg>
    }
}
