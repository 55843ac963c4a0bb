//! A button for what can't be undone: the first tap asks, the second tap does it.

use std::time::Duration;

use js_sys::Date;
use leptos::prelude::*;

use crate::reactive::on_click;
use crate::text::say_with;

/// How long the button waits for the second tap. Not every browser says when the reader has tapped
/// elsewhere.
const ASKED_FOR: Duration = Duration::from_secs(5);
/// Milliseconds after the last tap in which another belongs to it: a double tap, or a key that is
/// held down.
const SAME_TAP_MS: f64 = 500.0;

/// A small button that asks once before it acts.
#[component]
pub fn TapTwiceButton(
    /// The label of the button.
    label: Signal<&'static str>,
    /// The name of the button for screen readers.
    #[prop(into)]
    name: Signal<String>,
    /// Called after the second tap.
    action: Callback<()>,
) -> impl IntoView {
    let is_asking = RwSignal::new(false);
    let last = StoredValue::new(0.0);
    let tapped = on_click(move || {
        let now = Date::now();
        let before = last.get_value();
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
            text.common.delete_sure
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
            {say_with(move |text| {
                if is_asking.get() { text.common.delete_sure } else { label.get() }
            })}
        </button>
        <span class="visually-hidden" role="status">
            {question}
        </span>
    }
}
