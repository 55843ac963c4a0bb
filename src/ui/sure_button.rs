//! Doing for good what can't be undone: the first tap asks, the second does it.

use leptos::prelude::*;

use super::tap;
use crate::text::{Text, say_with};

/// A small button that asks once before it acts.
#[component]
pub fn SureButton(
    /// What it says.
    label: fn(&'static Text) -> &'static str,
    /// What it says to a screen reader.
    #[prop(into)]
    name: Signal<String>,
    /// What it does when it was tapped twice.
    action: Callback<()>,
) -> impl IntoView {
    let is_asking = RwSignal::new(false);
    let question = move |text: &'static Text| if is_asking.get() { text.delete_sure } else { "" };
    let tapped = tap(move || {
        if is_asking.get_untracked() {
            action.run(());
        } else {
            is_asking.set(true);
        }
    });
    view! {
        <button
            type="button"
            class="link-button"
            aria-label=say_with(move |text| format!("{} {}", name.get(), question(text)))
            on:click=tapped
            on:blur=move |_| is_asking.set(false)
        >
            {say_with(move |text| if is_asking.get() { text.delete_sure } else { label(text) })}
        </button>
    }
}
