//! Changing the password.

use leptos::prelude::*;
use life_circle_wire::security::{SetPassword, SetPasswordRequest};
use life_circle_wire::{Check as _, NoArgument};

use crate::api::{ApiError, use_api};
use crate::erased::{derive, spawn};
use crate::features::account::password_field::PasswordField;
use crate::state::failures::tell_screen;
use crate::state::session::use_session;
use crate::state::toasts::use_toasts;
use crate::text::later::say;
use crate::text::{graphemes, use_language};
use crate::ui::{form_error_text, on_submit};

/// The password of now, and the new one.
#[component]
pub fn ChangePassword(
    /// It is changed.
    on_changed: Callback<()>,
) -> impl IntoView {
    let (api, session, toasts, language) = (use_api(), use_session(), use_toasts(), use_language());
    let (password, new_password) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (is_busy, error) = (RwSignal::new(false), RwSignal::new(None::<ApiError>));
    let submit = on_submit(move || {
        let request =
            SetPasswordRequest { password: password.get_untracked(), new_password: new_password.get_untracked() };
        if let Err(refusal) = request.check(graphemes) {
            error.set(Some(ApiError::Refused { code: refusal.code, field: Some(refusal.field.to_owned()) }));
            return;
        }
        if is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        error.set(None);
        spawn(async move {
            match api.write::<SetPassword>(&NoArgument, &request, None).await {
                Ok(_) => {
                    toasts.say(|text| text.profile_saved);
                    tell_screen(on_changed, ());
                }
                Err(reason) => {
                    session.notice(&reason);
                    error.try_set(Some(reason));
                }
            }
            is_busy.try_set(false);
        });
    });
    // What belongs to no field stands under the last one.
    let error_of = move |is_first: bool| {
        derive(move || {
            let error = error.get()?;
            let of_first = matches!(&error, ApiError::Refused { field: Some(field), .. } if field == "password");
            (of_first == is_first).then(|| form_error_text(&error, language.get()))
        })
    };
    view! {
        <form class="account-form" on:submit=submit novalidate>
            <p class="field-hint">{say(|text| text.change_password_hint)}</p>
            <PasswordField value=password error=error_of(true) label=|text| text.current_password />
            <PasswordField name="new_password" value=new_password error=error_of(false) label=|text| text.new_password is_new=true />
            <button type="submit" class="button" data-kind="primary" disabled=is_busy>{say(|text| text.change_password)}</button>
        </form>
    }
}
