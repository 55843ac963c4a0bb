//! What is shown where a list is empty or something isn't found.

use leptos::prelude::*;

use super::icon::Icon;

/// A picture, what is missing, and what to do about it.
#[component]
pub fn EmptyState(
    /// The picture's name in the sprite.
    icon: &'static str,
    /// What is missing.
    #[prop(into)]
    title: Signal<String>,
    /// What to do about it.
    #[prop(into, optional)]
    message: Option<Signal<String>>,
    /// Buttons or links to do it with.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty-state">
            <Icon name=icon />
            <p class="empty-title">{title}</p>
            {message.map(|message| view! { <p>{message}</p> })}
            {children.map(|children| children())}
        </div>
    }
}
