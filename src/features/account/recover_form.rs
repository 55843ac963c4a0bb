//! Setting another password with a recovery code, and signing in.

use leptos::prelude::*;
use life_circle_wire::accounts::Me;
use life_circle_wire::security::{Recover, RecoverRequest};
use life_circle_wire::{Check as _, ErrorCode, NoArgument};

use super::password_field::PasswordField;
use crate::api::{ApiError, use_api};
use crate::erased::{derive, spawn};
use crate::state::failures::tell_screen;
use crate::text::later::say;
use crate::text::{graphemes, use_language};
use crate::ui::{Field, When, form_error_text, on_submit, tap};

/// Handle, code and the new password.
#[component]
pub fn RecoverForm(
    /// Somebody has signed in.
    on_signed_in: Callback<Me>,
) -> impl IntoView {
    let (api, language) = (use_api(), use_language());
    let (handle, code) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let new_password = RwSignal::new(String::new());
    let (is_busy, error) = (RwSignal::new(false), RwSignal::new(None::<ApiError>));
    let try_with = move |keep_account: bool| {
        let request = RecoverRequest {
            handle: handle.get_untracked(),
            code: code.get_untracked(),
            new_password: new_password.get_untracked(),
            keep_account,
            bearer: false,
        };
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
            match api.write::<Recover>(&NoArgument, &request, None).await {
                Ok(signed_in) => tell_screen(on_signed_in, signed_in.me),
                Err(reason) => {
                    error.try_set(Some(reason));
                    is_busy.try_set(false);
                }
            }
        });
    };
    let is_refusal = move |code| error.with(|error| error.as_ref().is_some_and(|error| error.is_refusal(code)));
    // Handle or code: the server says no more, so that nobody learns who is here.
    let of_code = derive(move || {
        is_refusal(ErrorCode::WrongCredentials).then(|| crate::text::later::of(language.get()).recovery_code_wrong)
    });
    let of_password = derive(move || {
        if is_refusal(ErrorCode::WrongCredentials) {
            return None;
        }
        error.get().map(|error| form_error_text(&error, language.get()))
    });
    view! {
        <form class="account-form" on:submit=on_submit(move || try_with(false)) novalidate>
            <Field name="handle" label=say(|text| text.handle) error=derive(|| None) value=handle kind=derive(|| "text") autocomplete="username" />
            <Field name="code" label=say(|text| text.recovery_code) hint=say(|text| text.recovery_code_hint) error=of_code value=code kind=derive(|| "text") autocomplete="one-time-code" />
            <PasswordField name="new_password" label=|text| text.new_password value=new_password error=of_password is_new=true />
            <When is=derive(move || is_refusal(ErrorCode::AccountLeaving))>
                <button type="button" class="button" on:click=tap(move || try_with(true))>{say(|text| text.keep_account)}</button>
            </When>
            <p class="field-hint">{say(|text| text.recover_hint)}</p>
            <button type="submit" class="button" data-kind="primary" disabled=is_busy>{say(|text| text.recover)}</button>
        </form>
    }
}
