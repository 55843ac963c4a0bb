//! A password, which can be shown while it is typed.

use leptos::prelude::*;

use crate::text::say;
use crate::ui::{Field, Icon};

/// The field of a password.
#[component]
pub fn PasswordField(
    /// What was typed.
    value: RwSignal<String>,
    /// What is wrong with it.
    #[prop(into)]
    error: Signal<Option<&'static str>>,
    /// Whether it is a new one.
    #[prop(optional)]
    is_new: bool,
) -> impl IntoView {
    let is_shown = RwSignal::new(false);
    let hint = is_new.then(|| Signal::derive(say(|text| text.password_hint)));
    let kind = Signal::derive(move || if is_shown.get() { "text" } else { "password" });
    let label = say(|text| text.password);
    let toggle_label = {
        let (show, hide) = (say(|text| text.show_password), say(|text| text.hide_password));
        move || if is_shown.get() { hide() } else { show() }
    };
    view! {
        <Field
            name="password"
            label=Signal::derive(label)
            hint=hint.unwrap_or_else(|| Signal::derive(|| ""))
            error
            value
            kind
            autocomplete=if is_new { "new-password" } else { "current-password" }
        >
            <button type="button" class="icon-button" aria-label=toggle_label aria-pressed=move || is_shown.get().to_string() on:click=move |_| is_shown.update(|shown| *shown = !*shown)>
                {move || view! { <Icon name=if is_shown.get() { "eye-off" } else { "eye" } /> }}
            </button>
        </Field>
    }
}
