//! Making an account.

use leptos::prelude::*;
use life_circle_wire::accounts::{Me, SignUp, SignUpRequest, SignedIn};
use life_circle_wire::{Check as _, ErrorCode, NoArgument};

use super::password_field::PasswordField;
use super::security::RecoveryCodeList;
use crate::api::{ApiError, use_api};
use crate::erased::{derive, spawn};
use crate::state::failures::tell_screen;
use crate::text::graphemes;
use crate::text::later::{say, say_with};
use crate::text::use_language;
use crate::ui::{Field, dynamic, form_error_text, on_submit, tap};

/// Handle, name and password, each with what is wrong with it.
#[component]
pub fn SignUpForm(
    /// The secret of the link that led here.
    invitation: Option<String>,
    /// Somebody has signed up, and in.
    on_signed_in: Callback<Me>,
) -> impl IntoView {
    let invitation = StoredValue::new(invitation);
    let made = RwSignal::new(None::<SignedIn>);
    let (api, language) = (use_api(), use_language());
    let (handle, display_name) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let password = RwSignal::new(String::new());
    let (is_busy, error) = (RwSignal::new(false), RwSignal::new(None::<ApiError>));
    let send = move || {
        if is_busy.get_untracked() {
            return;
        }
        let request = SignUpRequest {
            handle: handle.get_untracked().trim().to_owned(),
            display_name: display_name.get_untracked(),
            password: password.get_untracked(),
            invitation: invitation.get_value().unwrap_or_default(),
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
                // The codes are shown now or never.
                Ok(signed_in) if !signed_in.recovery_codes.is_empty() => drop(made.try_set(Some(signed_in))),
                Ok(signed_in) => tell_screen(on_signed_in, signed_in.me),
                Err(reason) => {
                    if reason.is_refusal(ErrorCode::LinkGone) {
                        // Another try goes without it.
                        invitation.try_set_value(None);
                    }
                    error.set(Some(reason));
                    is_busy.set(false);
                }
            }
        });
    };
    // What belongs to no field stands under the last one, above the button.
    let error_of = move |name: &'static str| {
        derive(move || {
            let error = error.get()?;
            let field = match &error {
                ApiError::Refused { field: Some(field), .. } => field.as_str(),
                _ => "password",
            };
            (field == name).then(|| form_error_text(&error, language.get()))
        })
    };
    let form = move || {
        view! {
            <form class="account-form" on:submit=on_submit(send) novalidate>
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
        .into_any()
    };
    dynamic(move || match made.get() {
        None => form(),
        Some(SignedIn { me, recovery_codes, .. }) => {
            let go_on = tap(move || tell_screen(on_signed_in, me.clone()));
            view! {
                <h2>{say(|text| text.recovery_codes)}</h2>
                <RecoveryCodeList codes=recovery_codes />
                <button type="button" class="button" data-kind="primary" on:click=go_on>{say(|text| text.go_on)}</button>
            }
            .into_any()
        }
    })
}
