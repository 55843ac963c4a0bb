//! A button that copies a text to the clipboard.

use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen_futures::JsFuture;

use crate::reactive::{on_click, spawn_local};
use crate::text::parts::{PartsText, say_with};

/// How long the button shows whether copying worked.
const SAID_FOR: Duration = Duration::from_secs(3);

/// A button that copies a text, and says whether that worked.
#[component]
pub fn CopyButton(
    /// The label of the button.
    label: fn(&'static PartsText) -> &'static str,
    /// The text to copy.
    text: StoredValue<String>,
) -> impl IntoView {
    let outcome = RwSignal::new(None::<bool>);
    let copy = on_click(move || {
        spawn_local(async move {
            let written = window()
                .navigator()
                .clipboard()
                .write_text(&text.get_value());
            outcome.try_set(Some(JsFuture::from(written).await.is_ok()));
            let forget = move || {
                outcome.try_set(None);
            };
            set_timeout(forget, SAID_FOR);
        });
    });
    let said = say_with(move |text| match outcome.get() {
        None => label(text),
        Some(true) => text.actions.copied,
        Some(false) => text.actions.not_copied,
    });
    view! {
        <button type="button" class="button" aria-live="polite" on:click=copy>
            {said}
        </button>
    }
}
