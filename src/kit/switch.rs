//! Something that is on or off.

use leptos::ev::Event;
use leptos::prelude::*;

/// A switch with its label and a hint.
#[component]
pub fn Switch(
    /// The label of the switch.
    #[prop(into)]
    label: Signal<&'static str>,
    /// The hint below the label: what the switch means.
    #[prop(into)]
    hint: Signal<&'static str>,
    /// Whether the switch is on.
    #[prop(into)]
    is_on: Signal<bool>,
    /// Called with the new state when the reader changes it.
    on_change: Callback<bool>,
) -> impl IntoView {
    let changed: Box<dyn FnMut(Event)> =
        Box::new(move |event| on_change.run(event_target_checked(&event)));
    view! {
        <label class="switch">
            <span>
                <strong>{label}</strong>
                <small>{hint}</small>
            </span>
            <input type="checkbox" role="switch" prop:checked=is_on on:change=changed />
        </label>
    }
}
