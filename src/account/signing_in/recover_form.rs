//! Setting another password with a recovery code, and signing in.

use leptos::prelude::*;
use life_circle_wire::accounts::Me;
use life_circle_wire::security::{Recover, RecoverRequest};
use life_circle_wire::{ErrorCode, NoArgument};

use super::handle_field::HandleField;
use super::submit_button::SubmitButton;
use crate::account::PasswordField;
use crate::data::action::{tell_screen, use_form_action};
use crate::data::error_note::field_errors;
use crate::kit::Field;
use crate::reactive::{Show, derive, on_click, on_submit};
use crate::text::parts::{say, say_with};

/// Handle, code and the new password.
#[component]
pub fn RecoverForm(
    /// Called with the account after signing in.
    on_signed_in: Callback<Me>,
) -> impl IntoView {
    let recovering = use_form_action();
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
        recovering.send::<Recover>(NoArgument, request, move |signed_in| {
            tell_screen(on_signed_in, signed_in.me);
        });
    };
    let is_wrong = move || recovering.is_refused(ErrorCode::WrongCredentials);
    // The server doesn't say whether the handle or the code was wrong, so that nobody can find out
    // which handles exist.
    let of_code = say_with(move |text| is_wrong().then_some(text.security.recovery_code_wrong));
    let [of_password, other] = field_errors(recovering.error, ["new_password", ""]);
    let other = derive(move || other.get().filter(|_| !is_wrong()));
    view! {
        <form class="form" on:submit=on_submit(move || try_with(false)) novalidate>
            <HandleField value=handle />
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
            <Show when=derive(move || recovering.is_refused(ErrorCode::AccountLeaving))>
                <button type="button" class="button" on:click=on_click(move || try_with(true))>
                    {say(|text| text.security.keep_account)}
                </button>
            </Show>
            <p class="field-hint">{say(|text| text.security.recover_hint)}</p>
            <SubmitButton label=|text| text.security.recover is_busy=recovering.is_busy />
        </form>
    }
}
