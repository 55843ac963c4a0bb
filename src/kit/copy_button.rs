//! Putting a text where it can be pasted from.

use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::dynamic::tap;
use crate::reactive::spawn;
use crate::text::later::{LaterText, say_with};

/// How long the button says what came of it.
const SAID_FOR: Duration = Duration::from_secs(3);

/// A button that copies, and says so.
#[component]
pub fn CopyButton(
    /// What it says.
    label: fn(&'static LaterText) -> &'static str,
    /// What it copies.
    text: StoredValue<String>,
) -> impl IntoView {
    let outcome = RwSignal::new(None::<bool>);
    let copy = tap(move || {
        spawn(async move {
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
        Some(true) => text.copied,
        Some(false) => text.not_copied,
    });
    view! { <button type="button" class="button" aria-live="polite" on:click=copy>{said}</button> }
}
