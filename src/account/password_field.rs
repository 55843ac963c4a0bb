//! A password, which can be shown while it is typed.

use leptos::prelude::*;

use crate::kit::{Field, Icon};
use crate::reactive::{derive, on_click};
use crate::text::parts::{PartsText, say, say_with};

/// A password field with a button that shows what was typed.
#[component]
pub fn PasswordField(
    /// The field's name; unique on the page.
    #[prop(default = "password")]
    name: &'static str,
    /// The label of the field.
    #[prop(default = |text| text.account.password)]
    label: fn(&'static PartsText) -> &'static str,
    /// What was typed.
    value: RwSignal<String>,
    /// The error to show at the field; `None` if there is none.
    #[prop(into)]
    error: Signal<Option<&'static str>>,
    /// `true` for a new password: adds a hint and sets `autocomplete` to `new-password`.
    #[prop(optional)]
    is_new: bool,
) -> impl IntoView {
    let is_shown = RwSignal::new(false);
    let hint = is_new.then(|| say(|text| text.account.password_hint));
    let kind = derive(move || if is_shown.get() { "text" } else { "password" });
    let toggle_label = say_with(move |text| {
        if is_shown.get() {
            text.account.hide_password
        } else {
            text.account.show_password
        }
    });
    view! {
        <Field
            name
            label=say(label)
            hint=hint.unwrap_or_else(|| derive(|| ""))
            error
            value
            kind
            autocomplete=if is_new { "new-password" } else { "current-password" }
        >
            <button
                type="button"
                class="icon-button"
                aria-label=toggle_label
                on:click=on_click(move || is_shown.update(|shown| *shown = !*shown))
            >
                {move || view! { <Icon name=if is_shown.get() { "eye-off" } else { "eye" } /> }}
            </button>
        </Field>
    }
}
