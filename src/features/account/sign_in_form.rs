//! Signing in.

use leptos::prelude::*;
use life_circle_wire::NoArgument;
use life_circle_wire::accounts::{Me, SignIn, SignInRequest};

use super::password_field::PasswordField;
use crate::api::{ApiError, use_api};
use crate::erased::{derive, spawn};
use crate::state::failures::tell_screen;
use crate::text::{say, say_with, use_language};
use crate::ui::{Field, error_text, on_submit};

/// Handle and password.
#[component]
pub fn SignInForm(
    /// Somebody has signed in.
    on_signed_in: Callback<Me>,
) -> impl IntoView {
    let (api, language) = (use_api(), use_language());
    let (handle, password) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (is_busy, error) = (RwSignal::new(false), RwSignal::new(None::<ApiError>));
    let submit = on_submit(move || {
        if is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        error.set(None);
        let request =
            SignInRequest { handle: handle.get_untracked(), password: password.get_untracked(), bearer: false };
        spawn(async move {
            match api.write::<SignIn>(&NoArgument, &request, None).await {
                Ok(signed_in) => tell_screen(on_signed_in, signed_in.me),
                Err(reason) => {
                    error.set(Some(reason));
                    is_busy.set(false);
                }
            }
        });
    });
    let message = move || error.get().map(|error| error_text(&error, language.get().text()));
    view! {
        <form class="account-form" on:submit=submit novalidate>
            <Field
                name="handle"
                label=say(|text| text.handle)
                error=derive(|| None)
                value=handle
                kind=derive(|| "text")
                autocomplete="username"
            />
            <PasswordField value=password error=derive(message) />
            <button type="submit" class="button" data-kind="primary" disabled=is_busy>
                {say_with(move |text| if is_busy.get() { text.signing_in } else { text.sign_in })}
            </button>
        </form>
    }
}
