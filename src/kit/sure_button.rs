//! Doing for good what can't be undone: the first tap asks, the second does it.

use std::time::Duration;

use js_sys::Date;
use leptos::prelude::*;

use super::dynamic::tap;
use crate::text::{Text, say_with};

/// How long it waits for the second tap; not every browser tells when one has gone elsewhere.
const ASKED_FOR: Duration = Duration::from_secs(5);
/// Milliseconds after the last tap in which another belongs to it: a double tap, or a key that is held down.
const SAME_TAP_MS: f64 = 500.0;

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
    let (is_asking, last) = (RwSignal::new(false), StoredValue::new(0.0));
    let tapped = tap(move || {
        let (now, before) = (Date::now(), last.get_value());
        last.set_value(now);
        if !is_asking.get_untracked() {
            is_asking.set(true);
            let forget = move || {
                is_asking.try_set(false);
            };
            set_timeout(forget, ASKED_FOR);
        } else if now - before > SAME_TAP_MS {
            action.run(());
        }
    });
    let question = say_with(move |text| {
        if is_asking.get() {
            text.delete_sure
        } else {
            ""
        }
    });
    view! {
        <button
            type="button"
            class="link-button"
            aria-label=say_with(move |_| format!("{} {}", name.get(), question.get()))
            on:click=tapped
            on:blur=move |_| is_asking.set(false)
        >
            {say_with(move |text| if is_asking.get() { text.delete_sure } else { label(text) })}
        </button>
        <span class="visually-hidden" role="status">{question}</span>
    }
}
