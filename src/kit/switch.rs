//! Something that is on or off.

use leptos::ev::Event;
use leptos::prelude::*;

use crate::reactive::derive;

/// A switch with what it does.
#[component]
pub fn Switch(
    /// What is switched.
    #[prop(into)]
    label: Signal<&'static str>,
    /// What that means.
    #[prop(into)]
    hint: Signal<&'static str>,
    /// Whether it is on.
    #[prop(into)]
    is_on: Signal<bool>,
    /// It is to be on, or off.
    on_change: Callback<bool>,
) -> impl IntoView {
    let changed: Box<dyn FnMut(Event)> =
        Box::new(move |event| on_change.run(event_target_checked(&event)));
    view! {
        <label class="switch">
            <span><strong>{label}</strong><small>{hint}</small></span>
            <input type="checkbox" role="switch" prop:checked=derive(move || is_on.get()) on:change=changed />
        </label>
    }
}
