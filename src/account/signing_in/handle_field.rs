//! The username in the forms for signing in, signing up and recovery.

use leptos::prelude::*;

use crate::kit::Field;
use crate::reactive::derive;
use crate::text::parts::say;

/// A field for the username.
#[component]
pub fn HandleField(
    /// The typed username.
    value: RwSignal<String>,
    /// The error to show at the field; `None` if there is none.
    #[prop(optional)]
    error: Signal<Option<&'static str>>,
    /// `true` for a new username: adds a hint.
    #[prop(optional)]
    is_new: bool,
) -> impl IntoView {
    let hint = is_new.then(|| say(|text| text.account.handle_hint));
    view! {
        <Field
            name="handle"
            label=say(|text| text.account.handle)
            hint=hint.unwrap_or_else(|| derive(|| ""))
            error
            value
            kind=derive(|| "text")
            autocomplete="username"
        />
    }
}
