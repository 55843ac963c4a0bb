//! Setting another password with a recovery code, and signing in.

use leptos::prelude::*;
use life_circle_wire::accounts::Me;
use life_circle_wire::security::{Recover, RecoverRequest};
use life_circle_wire::{ErrorCode, NoArgument};

use crate::account::PasswordField;
use crate::data::action::tell_screen;
use crate::data::action::use_form_action;
use crate::data::error_note::field_errors;
use crate::kit::Field;
use crate::reactive::{Show, derive, on_click, on_submit};
use crate::text::parts::say;
use crate::text::use_language;

/// Handle, code and the new password.
#[component]
pub fn RecoverForm(
    /// Called with the account after signing in.
    on_signed_in: Callback<Me>,
) -> impl IntoView {
    let sending = use_form_action();
    let language = use_language();
    let handle = RwSignal::new(String::new());
    let code = RwSignal::new(String::new());
    let new_password = RwSignal::new(String::new());
    let try_with = move |keep_account: bool| {
        let request = RecoverRequest {
            handle: handle.get_untracked(),
            code: code.get_untracked(),
            new_password: new_password.get_untracked(),
            keep_account,
            bearer: false,
        };
        sending.send::<Recover>(NoArgument, request, move |signed_in| {
            tell_screen(on_signed_in, signed_in.me);
        });
    };
    let is_refusal = move |code| {
        sending
            .error
            .with(|error| error.as_ref().is_some_and(|error| error.is_refusal(code)))
    };
    // The server doesn't say whether the handle or the code was wrong, so that nobody can find out
    // which handles exist.
    let of_code = derive(move || {
        is_refusal(ErrorCode::WrongCredentials).then(|| {
            crate::text::parts::of(language.get())
                .security
                .recovery_code_wrong
        })
    });
    let [of_password, other] = field_errors(sending.error, ["new_password", ""]);
    let other = derive(move || {
        other
            .get()
            .filter(|_| !is_refusal(ErrorCode::WrongCredentials))
    });
    view! {
        <form class="account-form" on:submit=on_submit(move || try_with(false)) novalidate>
            <Field
                name="handle"
                label=say(|text| text.account.handle)
                error=derive(|| None)
                value=handle
                kind=derive(|| "text")
                autocomplete="username"
            />
            <Field
                name="code"
                label=say(|text| text.security.recovery_code)
                hint=say(|text| text.security.recovery_code_hint)
                error=of_code
                value=code
                kind=derive(|| "text")
                autocomplete="one-time-code"
            />
            <PasswordField
                name="new_password"
                label=|text| text.security.new_password
                value=new_password
                error=of_password
                is_new=true
            />
            <p class="field-error" role="alert">
                {other}
            </p>
            <Show when=derive(move || is_refusal(ErrorCode::AccountLeaving))>
                <button type="button" class="button" on:click=on_click(move || try_with(true))>
                    {say(|text| text.security.keep_account)}
                </button>
            </Show>
            <p class="field-hint">{say(|text| text.security.recover_hint)}</p>
            <button type="submit" class="button" data-kind="primary" disabled=sending.is_busy>
                {say(|text| text.security.recover)}
            </button>
        </form>
    }
}
