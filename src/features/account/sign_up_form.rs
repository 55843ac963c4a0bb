//! Making an account.

use leptos::prelude::*;
use life_circle_wire::accounts::{Me, SignUp, SignUpRequest};
use life_circle_wire::{Check as _, NoArgument};

use super::password_field::PasswordField;
use crate::api::{ApiError, use_api};
use crate::erased::{derive, spawn};
use crate::state::failures::tell_screen;
use crate::text::graphemes;
use crate::text::{say, say_with, use_language};
use crate::ui::{Field, error_text, on_submit};

/// Handle, name and password, each with what is wrong with it.
#[component]
pub fn SignUpForm(
    /// Somebody has signed up, and in.
    on_signed_in: Callback<Me>,
) -> impl IntoView {
    let (api, language) = (use_api(), use_language());
    let (handle, display_name) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let password = RwSignal::new(String::new());
    let (is_busy, error) = (RwSignal::new(false), RwSignal::new(None::<ApiError>));
    let submit = on_submit(move || {
        if is_busy.get_untracked() {
            return;
        }
        let request = SignUpRequest {
            handle: handle.get_untracked().trim().to_owned(),
            display_name: display_name.get_untracked(),
            password: password.get_untracked(),
            bearer: false,
        };
        // The same rule as the server's, without the way there.
        if let Err(refusal) = request.check(graphemes) {
            error.set(Some(ApiError::Refused { code: refusal.code, field: Some(refusal.field.to_owned()) }));
            return;
        }
        is_busy.set(true);
        error.set(None);
        spawn(async move {
            match api.write::<SignUp>(&NoArgument, &request, None).await {
                Ok(signed_in) => tell_screen(on_signed_in, signed_in.me),
                Err(reason) => {
                    error.set(Some(reason));
                    is_busy.set(false);
                }
            }
        });
    });
    // What belongs to no field stands under the last one, above the button.
    let error_of = move |name: &'static str| {
        derive(move || {
            let error = error.get()?;
            let field = match &error {
                ApiError::Refused { field: Some(field), .. } => field.as_str(),
                _ => "password",
            };
            (field == name).then(|| error_text(&error, language.get().text()))
        })
    };
    view! {
        <form class="account-form" on:submit=submit novalidate>
            <Field
                name="display_name"
                label=say(|text| text.display_name)
                hint=say(|text| text.display_name_hint)
                error=error_of("display_name")
                value=display_name
                kind=derive(|| "text")
                autocomplete="name"
            />
            <Field
                name="handle"
                label=say(|text| text.handle)
                hint=say(|text| text.handle_hint)
                error=error_of("handle")
                value=handle
                kind=derive(|| "text")
                autocomplete="username"
            />
            <PasswordField value=password error=error_of("password") is_new=true />
            <button type="submit" class="button" data-kind="primary" disabled=is_busy>
                {say_with(move |text| if is_busy.get() { text.signing_up } else { text.sign_up })}
            </button>
        </form>
    }
}
