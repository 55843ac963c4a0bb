//! The button that sends a form for signing in, signing up or recovery.

use leptos::prelude::*;

use crate::reactive::derive;
use crate::text::parts::{PartsText, say_with};

/// A button that sends its form. It is disabled while a request is running.
#[component]
pub fn SubmitButton(
    /// The text of the button.
    label: fn(&'static PartsText) -> &'static str,
    /// The text while a request is running. If left out, it is the same.
    #[prop(optional)]
    busy_label: Option<fn(&'static PartsText) -> &'static str>,
    /// Whether a request is running.
    is_busy: RwSignal<bool>,
    /// `true` while another button of the form is the primary one.
    #[prop(optional)]
    is_secondary: Signal<bool>,
) -> impl IntoView {
    let busy_label = busy_label.unwrap_or(label);
    let said = say_with(move |text| {
        if is_busy.get() {
            busy_label(text)
        } else {
            label(text)
        }
    });
    view! {
        <button
            type="submit"
            class="button"
            data-kind=derive(move || (!is_secondary.get()).then_some("primary"))
            disabled=is_busy
        >
            {said}
        </button>
    }
}
